import { correlationOf } from '../contrast/correlation.js';
import { midRanks } from '../mid-ranks.js';
import { requireLength, requireScores } from '../require.js';
import { kendallTauB } from './kendall-tau-b.js';

/** Linear, of ranks, or of the order of pairs. */
export type CorrelationKind = 'pearson' | 'spearman' | 'kendall';

/**
 * Correlation of paired scores, in [-1, 1]; undefined when either list has no spread.
 *
 * @param x shape [n], n >= 1
 * @param y shape [n]
 * @param kind `spearman` is Pearson of mid-ranks, `kendall` tau-b; both allow ties
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite
 * @source Pearson 1896; Spearman 1904; tau-b: Kendall 1945 (Biometrika 33)
 */
export function correlation(
  x: readonly number[],
  y: readonly number[],
  kind: CorrelationKind,
): number | undefined {
  requireScores('x', x);
  requireScores('y', y);
  requireLength('y', y, x.length);
  switch (kind) {
    case 'pearson':
      return correlationOf(x, y);
    case 'spearman':
      return correlationOf(midRanks(x), midRanks(y));
    case 'kendall':
      return kendallTauB(x, y);
  }
}
