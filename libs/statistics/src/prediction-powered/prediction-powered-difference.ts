import { requireLength, requireScores } from '../require.js';
import { type PredictionPoweredInput } from './prediction-powered-input.js';
import { predictionPoweredMean, type PredictionPoweredMean } from './prediction-powered-mean.js';

/** What one system scored; the same questions in the same order as the other system's. */
export type SystemScores = Pick<
  PredictionPoweredInput,
  'labels' | 'predictions' | 'unlabelledPredictions'
>;

export interface PairedSystems extends Pick<PredictionPoweredInput, 'weight' | 'alpha'> {
  readonly base: SystemScores;
  readonly tuned: SystemScores;
}

/**
 * Mean difference tuned minus base as humans would score it, from each question's difference of labels
 * and of judge scores: what the judge gets wrong about both systems alike cancels.
 *
 * @throws InvalidStatisticsInputError as predictionPoweredMean, or when the systems' lists differ in
 *   length
 * @source as for predictionPoweredMean, on paired differences
 */
export function predictionPoweredDifference(input: PairedSystems): PredictionPoweredMean {
  const { base, tuned, weight, alpha } = input;
  return predictionPoweredMean({
    labels: differences('labels', base.labels, tuned.labels),
    predictions: differences('predictions', base.predictions, tuned.predictions),
    unlabelledPredictions: differences(
      'unlabelledPredictions',
      base.unlabelledPredictions,
      tuned.unlabelledPredictions,
    ),
    ...(weight === undefined ? {} : { weight }),
    alpha,
  });
}

function differences(name: string, base: readonly number[], tuned: readonly number[]): number[] {
  requireScores(`base.${name}`, base);
  requireScores(`tuned.${name}`, tuned);
  requireLength(`tuned.${name}`, tuned, base.length);
  return tuned.map((score, i) => score - (base[i] as number));
}
