import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** The environment of this service alone; what all services share is in the platform's config. */
export class JudgingConfig extends configFrom(
  z.object({
    /**
     * Longest wait for all judgements of one criterion and chunk, milliseconds. A small judge on two
     * cores takes seconds per judgement, so this is hours; a hung call is ended by inference, sooner.
     */
    JUDGE_DEADLINE_MS: z.coerce
      .number()
      .int()
      .positive()
      .default(12 * 3_600_000),
    /** Chunks judged at once by this process; inference owns the limits of the endpoint itself. */
    JUDGE_CHUNKS_AT_ONCE: z.coerce.number().int().min(1).max(64).default(4),
    /** Samples read for one judgement before its score is missing, the first one included. */
    JUDGE_READ_TRIES: z.coerce.number().int().min(1).max(20).default(3),
    /**
     * Least probability, in [0, 1], that the five score tokens must hold together; below it the
     * distribution says nothing about the score and the judgement is unreadable.
     */
    JUDGE_MIN_SCORE_MASS: z.coerce.number().min(0).max(1).default(0.05),
    /** Judgements written to PostgreSQL in one statement. */
    JUDGEMENT_BATCH: z.coerce.number().int().min(1).max(1000).default(20),
    /** Times the judge is asked for evaluation steps before the criterion's own are frozen. */
    EVALUATION_STEPS_TRIES: z.coerce.number().int().min(1).max(10).default(3),
  }),
) {}
