/**
 * `pending` is not given out yet; `answered` has its answers and waits for the judge, which is asked
 * at once unless the cell has failed or the budget is spent; `not-needed` was not given out, because
 * everything that its cell is compared in was decided without it.
 */
export type ChunkStatus =
  'pending' | 'answering' | 'answered' | 'judging' | 'done' | 'failed' | 'cancelled' | 'not-needed';

const NEXT = {
  pending: ['answering', 'cancelled', 'not-needed'],
  answering: ['answered', 'done', 'failed', 'cancelled'],
  answered: ['judging', 'cancelled'],
  judging: ['done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
  'not-needed': [],
} as const satisfies Record<ChunkStatus, readonly ChunkStatus[]>;

/** Whether a fact that asks for this step is news; a late or repeated one is not. */
export function mayBecome(from: ChunkStatus, to: ChunkStatus): boolean {
  return (NEXT[from] as readonly ChunkStatus[]).includes(to);
}

/** Some dozens of questions of one cell: the unit of work. */
export interface Chunk {
  readonly id: string;
  readonly experimentId: string;
  readonly cellId: string;
  /** Index of its first question in the order of asking. */
  readonly firstRank: number;
  readonly questionIds: readonly string[];
  readonly status: ChunkStatus;
}
