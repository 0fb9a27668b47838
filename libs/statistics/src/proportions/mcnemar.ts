import { normalCdf } from '../distributions/normal.js';
import { requireThat } from '../require.js';
import { signTest, type SignTest } from './sign-test.js';
import { requireCount } from './successes.js';

/** The same questions answered right or wrong by two systems; whole numbers >= 0. */
export interface PairedOutcomes {
  readonly bothRight: number;
  readonly onlyFirstRight: number;
  readonly onlySecondRight: number;
  readonly bothWrong: number;
}

export interface McNemarTest extends SignTest {
  /** Share right of the first less that of the second, in [-1, 1]. */
  readonly difference: number;
  /** Of the difference, in [0, 1]; pairing is taken into account. */
  readonly standardError: number;
  /** One degree of freedom; 0 where no question tells the systems apart. */
  readonly chiSquare: number;
  readonly chiSquareP: number;
  /** With the continuity correction, which never goes past 0. */
  readonly correctedChiSquare: number;
  readonly correctedChiSquareP: number;
}

/**
 * Tests that two systems are right equally often on the same questions. Only the questions on which
 * they disagree count; take the mid-p-value, or the exact one where the level has to be kept for
 * sure, rather than the large-sample chi-squares.
 *
 * @throws InvalidStatisticsInputError when a count is not a whole number >= 0, or there is no question
 * @source McNemar 1947 (Psychometrika 12); correction: Edwards 1948; standard error: Wald, Fleiss,
 *   Levin and Paik 2003 (Statistical Methods for Rates and Proportions) section 13.1
 */
export function mcNemarTest(outcomes: PairedOutcomes): McNemarTest {
  const { bothRight, onlyFirstRight: b, onlySecondRight: c, bothWrong } = outcomes;
  Object.entries(outcomes).forEach(([name, count]) => {
    requireCount(name, count as number);
  });
  const n = bothRight + b + c + bothWrong;
  requireThat(n > 0, 'all counts are 0; give at least one question');
  const gap = Math.abs(b - c);
  const chiSquare = b + c === 0 ? 0 : gap ** 2 / (b + c);
  const correctedChiSquare = b + c === 0 ? 0 : Math.max(0, gap - 1) ** 2 / (b + c);
  return {
    difference: (b - c) / n,
    standardError: Math.sqrt(b + c - gap ** 2 / n) / n,
    ...signTest(b, c),
    chiSquare,
    chiSquareP: chiSquareTail(chiSquare),
    correctedChiSquare,
    correctedChiSquareP: chiSquareTail(correctedChiSquare),
  };
}

/** P(X > x) for a chi-square X with 1 degree of freedom. */
function chiSquareTail(x: number): number {
  return 2 * normalCdf(-Math.sqrt(x));
}
