import { comparisonChecks } from './comparisons.js';
import { reliabilityChecks } from './reliability.js';
import { sequentialAndBiasChecks } from './sequential-and-bias.js';
import { type VectorCheck } from './vector-check.js';

export const allChecks: readonly VectorCheck[] = [
  ...comparisonChecks,
  ...reliabilityChecks,
  ...sequentialAndBiasChecks,
];
