import { agreementChecks } from './agreement-checks.js';
import { correlationChecks } from './correlation-checks.js';
import { interactionChecks } from './interaction-checks.js';
import { predictionPoweredChecks } from './prediction-powered-checks.js';
import { varianceChecks } from './variance-checks.js';
import { type VectorCheck } from './vector-check.js';

/** Variance components, interaction, agreement and the correction of a judge by human labels. */
export const reliabilityChecks: VectorCheck[] = [
  ...varianceChecks,
  ...interactionChecks,
  ...agreementChecks,
  ...correlationChecks,
  ...predictionPoweredChecks,
];
