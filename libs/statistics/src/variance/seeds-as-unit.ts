import { type TestedMean, testedMean } from '../clusters/t-test.js';
import { largestSize } from '../moments.js';
import { requireAlpha, requireScores } from '../require.js';

/** One seed is named `single-seed`; equal effects are `constant`, with a standard error of 0. */
export interface SeedMean extends Pick<
  TestedMean,
  'mean' | 'standardError' | 'degreesOfFreedom' | 't' | 'pValue' | 'interval'
> {
  readonly seedCount: number;
  readonly note: 'single-seed' | 'constant' | undefined;
}

/**
 * Mean effect of fine-tuning with the seed as the unit: t with M - 1 degrees of freedom over the
 * effects of M fine-tunes. Questions within a seed do not count as repeats of the training.
 *
 * @param effects mean effect over questions of each seed's model, shape [M], M >= 1
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @throws InvalidStatisticsInputError when there is no effect, one is not finite, or `alpha` is out
 *   of range
 * @source Student 1908 (Biometrika 6)
 */
export function seedsAsUnit(effects: readonly number[], alpha: number): SeedMean {
  requireScores('effects', effects);
  requireAlpha(alpha);
  const seeds = effects.map((_, seed) => seed);
  const { mean, standardError, degreesOfFreedom, t, pValue, interval } = testedMean(
    effects,
    seeds,
    {
      scale: largestSize(effects),
      alpha,
    },
  );
  const constant = standardError === 0 ? 'constant' : undefined;
  return {
    seedCount: effects.length,
    mean,
    standardError,
    degreesOfFreedom,
    t,
    pValue,
    interval,
    note: effects.length === 1 ? 'single-seed' : constant,
  };
}
