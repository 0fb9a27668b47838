import { isRounding, largestSize, meanOf, squaresAround, sumOf } from '../moments.js';
import { type PredictionPoweredInput } from './prediction-powered-input.js';

/**
 * The lambda with the smallest variance, Cov(Y, f) / ((1 + n / N) Var(f)), not clipped: covariance
 * over the n labelled answers with divisor n, variance over all n + N with divisor n + N - 1, as the
 * authors' ppi_py takes them.
 *
 * @returns undefined when the judge gives one score to all: it tells nothing
 * @source Angelopoulos, Duchi and Zrnic 2023 (PPI++, arXiv 2311.01453)
 */
export function tunedWeight(input: PredictionPoweredInput): number | undefined {
  const { labels, predictions, unlabelledPredictions } = input;
  const all = [...predictions, ...unlabelledPredictions];
  const variance = squaresAround(meanOf(all), all) / (all.length - 1);
  if (isRounding(Math.sqrt(variance), largestSize(all))) return undefined;
  const labelMean = meanOf(labels);
  const predictionMean = meanOf(predictions);
  const products = labels.map(
    (label, i) => (label - labelMean) * ((predictions[i] as number) - predictionMean),
  );
  const covariance = sumOf(products) / labels.length;
  return covariance / ((1 + labels.length / unlabelledPredictions.length) * variance);
}
