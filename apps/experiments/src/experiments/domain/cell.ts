import type { Context } from '@equipoise/contracts';
import type { Arm } from './blueprint.js';

export type CellStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** One arm, dataset and context, and how far it has come. */
export interface Cell {
  readonly id: string;
  readonly arm: Arm;
  readonly dataset: string;
  readonly datasetVersionId: string;
  readonly context: Context;
  readonly status: CellStatus;
  /** Why it is not done, or why it was done early; empty when it asked all its questions. */
  readonly reason: string;
  readonly questions: number;
  /** Answers that were given. */
  readonly answered: number;
  /** Answers that failed after their last try. */
  readonly failed: number;
}

/** What a cell without open work has come to. */
export interface CellTally {
  readonly cellId: string;
  readonly answered: number;
  /** Why the first of its answers failed; empty when none did. */
  readonly firstFailure: string;
}

/** A cell is done although some of its answers failed, but not when all of them did. */
export function outcomeOf(tally: CellTally): { status: 'done' | 'failed'; reason: string } {
  if (tally.answered > 0) return { status: 'done', reason: '' };
  return { status: 'failed', reason: `every answer failed, the first: ${tally.firstFailure}` };
}
