import { biasChecks } from './bias-checks.js';
import { contaminationChecks } from './contamination-checks.js';
import { sequentialChecks } from './sequential-checks.js';
import { type VectorCheck } from './vector-check.js';

/** Looking early, bias probes of a judge, contamination, and the estimators of a judge's score. */
export const sequentialAndBiasChecks: VectorCheck[] = [
  ...sequentialChecks,
  ...biasChecks,
  ...contaminationChecks,
];
