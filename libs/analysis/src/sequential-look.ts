import { meansOf } from './question-means.js';
import { type AnalysisInput } from './score-table.js';
import { sequentialStates } from './sequential-states.js';

/** Whether the scores so far have decided a contrast, and which cells it compares. */
export interface LookedAtContrast {
  /** undefined when the experiment has no such cell. */
  readonly baseCellId: string | undefined;
  /** One a training seed. */
  readonly tunedCellIds: readonly string[];
  readonly isDecided: boolean;
}

/**
 * What the scores so far decide, for an experiment under way; only waves that are complete in all
 * cells may be in the table.
 *
 * @returns in the order of the family
 * @throws InvalidStatisticsInputError when alpha or the margin is out of range
 */
export function sequentialLook(table: AnalysisInput): LookedAtContrast[] {
  return sequentialStates(meansOf(table), table.settings).map(({ cells, decision }) => ({
    baseCellId: cells.base?.cell.cellId,
    tunedCellIds: cells.tuned.map(({ cell }) => cell.cellId),
    isDecided: decision !== 'undecided',
  }));
}
