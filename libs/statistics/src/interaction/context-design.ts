import { largestSize } from '../moments.js';
import { requireLength, requireScores } from '../require.js';

/** What the model sees beside the question: nothing, the right passages, or what retrieval found. */
export type Context = 'closedBook' | 'oracle' | 'retrieved';

export const CONTEXTS = ['closedBook', 'oracle', 'retrieved'] as const satisfies readonly Context[];

/** One score a question (the mean of its repeats) in each context, each of shape [n]. */
export type ScoresByContext = Readonly<Record<Context, readonly number[]>>;

/** The same questions in the same order in all six cells. */
export interface ContextDesign {
  readonly base: ScoresByContext;
  readonly tuned: ScoresByContext;
}

/** Refuses empty cells, scores that are not finite, and cells of different lengths. */
export function requireDesign(design: ContextDesign): void {
  const n = design.base.closedBook.length;
  for (const model of ['base', 'tuned'] as const) {
    for (const context of CONTEXTS) {
      requireScores(`${model}.${context}`, design[model][context]);
      requireLength(`${model}.${context}`, design[model][context], n);
    }
  }
}

/** Largest absolute score in any cell, which decides what is rounding. */
export function scaleOf({ base, tuned }: ContextDesign): number {
  const cells = CONTEXTS.flatMap((context) => [base[context], tuned[context]]);
  return Math.max(...cells.map(largestSize));
}
