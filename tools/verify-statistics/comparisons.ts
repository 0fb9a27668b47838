import { clusterChecks } from './cluster-checks.js';
import { contrastChecks } from './contrast-checks.js';
import { distributionChecks } from './distribution-checks.js';
import { multiplicityChecks } from './multiplicity-checks.js';
import { powerChecks } from './power-checks.js';
import { proportionChecks } from './proportion-checks.js';
import { rankAndResamplingChecks } from './rank-and-resampling-checks.js';
import { type VectorCheck } from './vector-check.js';

/** Error bars, comparisons of two systems, their power, and families of comparisons. */
export const comparisonChecks: VectorCheck[] = [
  ...distributionChecks,
  ...proportionChecks,
  ...clusterChecks,
  ...contrastChecks,
  ...rankAndResamplingChecks,
  ...powerChecks,
  ...multiplicityChecks,
];
