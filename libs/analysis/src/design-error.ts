import { type ErrorPart } from '@equipoise/statistics';
import { errorPartsOf, type SeedComparison } from './seed-error.js';

/** A comparison as it is, as far as its error goes. */
type Sample = Pick<
  SeedComparison,
  'n' | 'clusters' | 'seeds' | 'standardError' | 'seedError' | 'seedDeviation'
>;

interface Design {
  /** In clusters as large as now; more than one cluster. */
  readonly questions: number;
  /** At least 2 where the sample has several. */
  readonly seeds: number;
}

/**
 * The parts of a comparison's squared error with other numbers of questions and seeds; as they are
 * now where the numbers are those of now.
 *
 * @param noiseFactor what else multiplies the variance of questions, e.g. more repeats of the judge
 * @returns none without a standard error
 */
export function errorWith(
  sample: Sample,
  { questions, seeds }: Design,
  noiseFactor = 1,
): ErrorPart[] {
  const [ofClusters, ofSeeds] = errorPartsOf(sample);
  if (ofClusters === undefined) return [];
  const scale = (noiseFactor * sample.n) / questions;
  const degreesOfFreedom = (sample.clusters * questions) / sample.n - 1;
  const clusters = { variance: ofClusters.variance * scale, degreesOfFreedom };
  if (ofSeeds === undefined) return [clusters];
  // questions do not narrow how fine-tunes lie apart, only the residual around it
  const between = Math.min(ofSeeds.variance, (sample.seedDeviation ?? 0) ** 2 / sample.seeds);
  const residual = (ofSeeds.variance - between) * scale;
  const variance = ((between + residual) * sample.seeds) / seeds;
  return [clusters, { variance, degreesOfFreedom: seeds - 1 }];
}
