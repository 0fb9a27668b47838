import { requireThat } from '../require.js';

/**
 * A p-value that holds whenever one looks: min(1, 1 / largest value so far).
 *
 * @param logMaximum natural logarithm of the largest value that an e-process against the hypothesis
 *   has had, -Infinity to Infinity
 * @returns in [0, 1]
 * @throws InvalidStatisticsInputError when `logMaximum` is not a number
 * @source Ville 1939; Howard et al. 2021 (Ann. Stat. 49, arXiv 1810.08240)
 */
export function anytimePValue(logMaximum: number): number {
  requireThat(!Number.isNaN(logMaximum), 'logMaximum is NaN; give the logarithm of an e-value');
  return Math.min(1, Math.exp(-logMaximum));
}
