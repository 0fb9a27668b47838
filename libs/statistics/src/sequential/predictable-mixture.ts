import { requireAlpha, requireScores, requireThat } from '../require.js';

export interface BoundInput {
  /** In the order they came, shape [t], each in [0, 1]. */
  readonly values: readonly number[];
  /** Chance that a lower bound ever exceeds the mean, (0, 0.5); half of it for each of two sides. */
  readonly alpha: number;
}

export interface LowerBounds {
  /** Bound after each value from these values alone, shape [t], in [0, 1]. */
  readonly each: readonly number[];
  /** Largest bound so far, as good at the same level, shape [t]. */
  readonly running: readonly number[];
}

/** How much the bounds may stake, and what a stake costs. */
interface Mixture {
  readonly stakes: readonly number[];
  readonly costs: readonly number[];
}

const LARGEST_BERNSTEIN_STAKE = 1 / 2;

/**
 * Lower confidence sequence for a mean in [0, 1] by a predictable mixture of Hoeffding's bound; it
 * ignores how much the values vary. An upper one: 1 minus the lower one of 1 - value.
 *
 * @throws InvalidStatisticsInputError when a value is not in [0, 1] or `alpha` is out of range
 * @source Waudby-Smith and Ramdas 2024 (arXiv 2010.09686), predictable plug-in Hoeffding
 */
export function hoeffdingLowerBounds({ values, alpha }: BoundInput): LowerBounds {
  requireUnitValues(values);
  requireAlpha(alpha);
  const stakes = values.map((_, i) =>
    Math.min(1, Math.sqrt((8 * Math.log(1 / alpha)) / ((i + 1) * Math.log(i + 2)))),
  );
  return lowerBounds(values, alpha, { stakes, costs: stakes.map((stake) => stake ** 2 / 8) });
}

/**
 * Lower confidence sequence for a mean in [0, 1] by a predictable mixture of an empirical Bernstein
 * bound: narrower than Hoeffding's where values vary little, once there are many.
 *
 * @throws InvalidStatisticsInputError when a value is not in [0, 1] or `alpha` is out of range
 * @source Waudby-Smith and Ramdas 2024 (arXiv 2010.09686), predictable plug-in empirical Bernstein,
 *   stakes cut at 1/2; the mean before the first value counts as 0, as in the authors' code
 */
export function bernsteinLowerBounds({ values, alpha }: BoundInput): LowerBounds {
  requireUnitValues(values);
  requireAlpha(alpha);
  const stakes: number[] = [];
  const costs: number[] = [];
  let [sum, squares] = [0, 1 / 4];
  values.forEach((value, i) => {
    const t = i + 1;
    const wanted = Math.sqrt((2 * Math.log(1 / alpha)) / (t * Math.log(t + 1) * (squares / t)));
    const stake = Math.min(LARGEST_BERNSTEIN_STAKE, wanted);
    const surprise = (value - (i === 0 ? 0 : sum / i)) ** 2;
    stakes.push(stake);
    costs.push(surprise * (-Math.log1p(-stake) - stake));
    sum += value;
    squares += (value - (sum + 1 / 2) / (t + 1)) ** 2;
  });
  return lowerBounds(values, alpha, { stakes, costs });
}

/** (sum of stake value - sum of costs - log(1 / alpha)) / sum of stakes, not below 0. */
function lowerBounds(values: readonly number[], alpha: number, mixture: Mixture): LowerBounds {
  const each: number[] = [];
  const running: number[] = [];
  let [stakes, won] = [0, Math.log(alpha)];
  values.forEach((value, i) => {
    const stake = mixture.stakes[i] as number;
    stakes += stake;
    won += stake * value - (mixture.costs[i] as number);
    const bound = Math.max(0, won / stakes);
    each.push(bound);
    running.push(Math.max(bound, running.at(-1) ?? 0));
  });
  return { each, running };
}

function requireUnitValues(values: readonly number[]): void {
  requireScores('values', values);
  const at = values.findIndex((value) => value < 0 || value > 1);
  requireThat(at < 0, `values[${at}] is ${values[at]}; give numbers in [0, 1]`);
}
