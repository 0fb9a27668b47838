import type { CellStatus } from './cell.js';
import type { ExperimentStatus } from './experiment.js';

export interface Ending {
  readonly status: Extract<ExperimentStatus, 'completed' | 'partially_failed' | 'failed'>;
  readonly reason: string;
}

/** How an experiment ends whose cells have all ended and that has an analysis. */
export function endingOf(
  cells: readonly { readonly status: CellStatus; readonly reason: string }[],
  hasScores: boolean,
): Ending {
  const unfinished = cells.filter(({ status }) => status !== 'done');
  const first = unfinished.find(({ reason }) => reason !== '')?.reason ?? '';
  if (!hasScores) {
    return { status: 'failed', reason: first || 'the judge gave no readable score' };
  }
  if (unfinished.length === 0) return { status: 'completed', reason: '' };
  return {
    status: 'partially_failed',
    reason: `${unfinished.length} of ${cells.length} cells did not finish; the first: ${first}`,
  };
}
