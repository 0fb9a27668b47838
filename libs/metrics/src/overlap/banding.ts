import { requireShare, requireWhole } from './require-whole.js';

/** How a signature is cut for locality-sensitive hashing: into `bands` of `rows` places each. */
export interface Banding {
  /** b, >= 1. */
  readonly bands: number;
  /** r, >= 1. */
  readonly rows: number;
}

/**
 * Chance that two sets agree in a whole band and so become candidates, 1 - (1 - s^r)^b.
 *
 * @param similarity their Jaccard similarity s, [0, 1]
 * @returns in [0, 1], rising steeply about the threshold
 * @throws InvalidMetricInputError when a number is out of range
 * @source Leskovec, Rajaraman and Ullman 2020 (Mining of Massive Datasets) section 3.4
 */
export function candidateProbability(similarity: number, { bands, rows }: Banding): number {
  requireShare('similarity', similarity);
  requireWhole('bands', bands);
  requireWhole('rows', rows);
  return -Math.expm1(bands * Math.log1p(-(similarity ** rows)));
}

/**
 * Similarity about which pairs become candidates, (1 / b)^(1 / r), in (0, 1].
 *
 * @throws InvalidMetricInputError when a number is not a whole number >= 1
 * @source Leskovec, Rajaraman and Ullman 2020 section 3.4
 */
export function candidateThreshold({ bands, rows }: Banding): number {
  requireWhole('bands', bands);
  requireWhole('rows', rows);
  return (1 / bands) ** (1 / rows);
}
