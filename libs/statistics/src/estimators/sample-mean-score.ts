import { meanOf, squaresAround } from '../moments.js';
import { requireScores } from '../require.js';

/** A judge's score as the mean of independent samples. */
export interface SampleMeanScore {
  readonly score: number;
  /** Samples. */
  readonly n: number;
  /** Over the samples, with n - 1; undefined for one sample. */
  readonly standardDeviation: number | undefined;
  /** Of the score, from the judge's own noise alone; undefined for one sample. */
  readonly standardError: number | undefined;
}

/**
 * G-Eval's score from samples: their mean, which weights each score by how often it came.
 *
 * @param samples scores that could be read, shape [n], n >= 1
 * @throws InvalidStatisticsInputError when there is none or one is not finite
 * @source G-Eval, Liu et al. 2023 (arXiv 2303.16634) section 2.3, 20 samples in place of token
 *   probabilities
 */
export function sampleMeanScore(samples: readonly number[]): SampleMeanScore {
  requireScores('samples', samples);
  const n = samples.length;
  const score = meanOf(samples);
  if (n === 1) return { score, n, standardDeviation: undefined, standardError: undefined };
  const standardDeviation = Math.sqrt(squaresAround(score, samples) / (n - 1));
  return { score, n, standardDeviation, standardError: standardDeviation / Math.sqrt(n) };
}
