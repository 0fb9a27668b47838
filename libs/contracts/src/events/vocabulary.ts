import { z } from 'zod';

/** What an arm is given to read. */
export const contextSchema = z.enum(['retrieved', 'oracle', 'closed-book']);
export type Context = z.output<typeof contextSchema>;

/** How passages are ranked. */
export const retrievalModeSchema = z.enum(['hybrid', 'dense', 'bm25']);
export type RetrievalMode = z.output<typeof retrievalModeSchema>;

/** What a training pair shows the model; `shuffled-answers` is a control that must not help. */
export const trainingFormatSchema = z.enum(['with-context', 'question-only', 'shuffled-answers']);
export type TrainingFormat = z.output<typeof trainingFormatSchema>;

/** How a judge's score is read: from text, several times, or from its token probabilities, once. */
export const estimatorSchema = z.enum(['samples', 'token-probability']);
export type Estimator = z.output<typeof estimatorSchema>;

/** Who writes the steps of a form: the judge (auto chain of thought), or the criterion's author. */
export const stepsAuthorSchema = z.enum(['judge', 'criterion']);
export type StepsAuthor = z.output<typeof stepsAuthorSchema>;

/** A content key: 64 hexadecimal digits. */
export const contentKeySchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What model calls cost. Reused results count in `reused` only. */
export const usageSchema = z.object({
  /** Calls made, failed tries included. */
  calls: z.int().min(0),
  /** Results taken from the store. */
  reused: z.int().min(0),
  promptTokens: z.int().min(0),
  completionTokens: z.int().min(0),
  costUsd: z.number().min(0),
  /** Sum of call durations, seconds. */
  modelSeconds: z.number().min(0),
});
export type Usage = z.output<typeof usageSchema>;

export const NO_USAGE: Usage = {
  calls: 0,
  reused: 0,
  promptTokens: 0,
  completionTokens: 0,
  costUsd: 0,
  modelSeconds: 0,
};

/** Both together. */
export function plusUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    reused: a.reused + b.reused,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    costUsd: a.costUsd + b.costUsd,
    modelSeconds: a.modelSeconds + b.modelSeconds,
  };
}

/** What several pieces of work cost together. */
export function totalUsage(usages: readonly Usage[]): Usage {
  return usages.reduce(plusUsage, NO_USAGE);
}

/** Why a chunk of work or a fine-tune ended without a result. */
export const failureSchema = z.object({
  /** Stable, e.g. `INFERENCE.UNAUTHORIZED`. */
  code: z.string().min(1),
  /** A sentence for a person: what happened, and the way out. */
  reason: z.string().min(1),
});
export type Failure = z.output<typeof failureSchema>;
