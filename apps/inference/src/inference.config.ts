import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Environment of the inference service, beside what every service shares. */
export class InferenceConfig extends configFrom(
  z.object({
    /** Chunks of answers worked on at once by this process. */
    ANSWER_CHUNKS: z.coerce.number().int().min(1).max(64).default(4),
    /** Longest wait for what 100 questions are to be answered from, milliseconds. */
    CONTEXTS_DEADLINE_MS: z.coerce.number().int().positive().default(300_000),
    /** Tries of one call to an endpoint before it counts as unavailable, the first included. */
    ENDPOINT_TRIES: z.coerce.number().int().min(1).max(20).default(5),
    /** Longest wait before the second try, milliseconds; doubles from try to try, up to 20 s. */
    ENDPOINT_BACKOFF_MS: z.coerce.number().int().min(1).default(500),
  }),
) {}
