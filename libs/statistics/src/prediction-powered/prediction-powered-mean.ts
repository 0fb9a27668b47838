import { normalInterval } from '../clusters/normal-interval.js';
import { type Interval, tInterval } from '../clusters/t-interval.js';
import { meanOf, squaresAround } from '../moments.js';
import {
  type PredictionPoweredInput,
  requirePredictionPoweredInput,
} from './prediction-powered-input.js';
import { tunedWeight } from './tuned-weight.js';

/**
 * - `single-label`: one label, so no error bar;
 * - `single-unlabelled`: one answer without a label and a weight above 0, so no error bar;
 * - `constant-predictions`: the judge gives one score to all, so the tuned weight is 0;
 * - `few-labels`: under 50 labels the normal interval is too narrow: take `smallSampleInterval`, or
 *   a bootstrap that draws labelled and unlabelled answers apart.
 */
export type PredictionPoweredNote =
  'single-label' | 'single-unlabelled' | 'constant-predictions' | 'few-labels';

/** Every number is finite; what does not exist is undefined, and `note` says why. */
export interface PredictionPoweredMean {
  /** In units of the labels. */
  readonly estimate: number;
  /** Large-sample: variances with divisors n and N, as the authors' ppi_py. */
  readonly standardError: number | undefined;
  /** Normal, at 1 - alpha. */
  readonly interval: Interval | undefined;
  /** Student t at 1 - alpha, divisors n - 1 and N - 1, Welch's degrees of freedom. */
  readonly smallSampleInterval: Interval | undefined;
  /** The lambda used, in [0, 1]. */
  readonly weight: number;
  /** The lambda that the data ask for, before it is clipped; undefined for constant predictions. */
  readonly unclippedWeight: number | undefined;
  readonly labelledCount: number;
  readonly unlabelledCount: number;
  readonly note: PredictionPoweredNote | undefined;
}

const FEW_LABELS = 50;

/**
 * Mean human label of all answers, from a few labels and a judge's scores of all: weight x mean(f_U)
 * + mean(Y - weight x f_L). The judge may be biased; it costs width, never validity, as long as the
 * labelled answers are a random subset and the judge was not fitted to those labels.
 *
 * Called with `weight: 0` it is the mean of the labels alone, with `weight: 1` plain PPI.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length or not finite, or a
 *   number is out of range
 * @source Angelopoulos et al. 2023 (Science 382, arXiv 2301.09633); tuned weight: PPI++ (arXiv
 *   2311.01453)
 */
export function predictionPoweredMean(input: PredictionPoweredInput): PredictionPoweredMean {
  requirePredictionPoweredInput(input);
  const parts = predictionPoweredParts(input);
  const { estimate, weight, fromJudge, fromLabels } = parts;
  const note = noteOf(input, parts);
  const counts = { labelledCount: fromLabels.length, unlabelledCount: fromJudge.length };
  const common = { estimate, weight, unclippedWeight: parts.unclippedWeight, ...counts, note };
  if (note === 'single-label' || note === 'single-unlabelled') {
    const none = { standardError: undefined, interval: undefined, smallSampleInterval: undefined };
    return { ...common, ...none };
  }
  const standardError = Math.sqrt(spreadOf(fromJudge) + spreadOf(fromLabels));
  return {
    ...common,
    standardError,
    interval: normalInterval(estimate, standardError, input.alpha),
    smallSampleInterval: welchInterval(parts, input.alpha),
  };
}

/** The two independent samples whose means add up to the estimate. */
export interface PredictionPoweredParts extends Pick<
  PredictionPoweredMean,
  'estimate' | 'weight' | 'unclippedWeight'
> {
  /** weight x f of the answers without a label, shape [N]. */
  readonly fromJudge: readonly number[];
  /** Y - weight x f of the labelled answers, shape [n]. */
  readonly fromLabels: readonly number[];
}

/** @param input as requirePredictionPoweredInput accepts it */
export function predictionPoweredParts(input: PredictionPoweredInput): PredictionPoweredParts {
  const { labels, predictions, unlabelledPredictions } = input;
  const unclippedWeight = tunedWeight(input);
  const weight = input.weight ?? Math.min(1, Math.max(0, unclippedWeight ?? 0));
  const fromJudge = unlabelledPredictions.map((prediction) => weight * prediction);
  const fromLabels = labels.map((label, i) => label - weight * (predictions[i] as number));
  const estimate = meanOf(fromJudge) + meanOf(fromLabels);
  return { estimate, weight, unclippedWeight, fromJudge, fromLabels };
}

function noteOf(
  { weight }: PredictionPoweredInput,
  parts: PredictionPoweredParts,
): PredictionPoweredNote | undefined {
  if (parts.fromLabels.length === 1) return 'single-label';
  if (parts.fromJudge.length === 1 && parts.weight > 0) return 'single-unlabelled';
  if (weight === undefined && parts.unclippedWeight === undefined) return 'constant-predictions';
  return parts.fromLabels.length < FEW_LABELS ? 'few-labels' : undefined;
}

/** Variance with divisor n, over n. */
function spreadOf(values: readonly number[]): number {
  return squaresAround(meanOf(values), values) / values.length ** 2;
}

function welchInterval(parts: PredictionPoweredParts, alpha: number): Interval {
  const variances = [parts.fromJudge, parts.fromLabels].map((values) => ({
    freedom: Math.max(1, values.length - 1),
    ofMean: spreadOf(values) * (values.length / Math.max(1, values.length - 1)),
  }));
  const total = variances.reduce((sum, { ofMean }) => sum + ofMean, 0);
  const spread = variances.reduce((sum, { ofMean, freedom }) => sum + ofMean ** 2 / freedom, 0);
  const degreesOfFreedom = spread === 0 ? parts.fromLabels.length - 1 : total ** 2 / spread;
  const mean = { mean: parts.estimate, standardError: Math.sqrt(total), degreesOfFreedom };
  return tInterval(mean, alpha) as Interval;
}
