export { type ClusterLabel } from './clusters/cluster-label.js';
export {
  type ClusteredMean,
  type ClusteredMeanInput,
  clusteredMean,
} from './clusters/clustered-mean.js';
export { type ClusterRobustMean, type SpreadNote } from './clusters/cluster-robust.js';
export { type DesignEffect, designEffectOf } from './clusters/design-effect.js';
export { type Interval } from './clusters/t-interval.js';
export {
  clusterSignFlip,
  type SignFlipInput,
  type SignFlipTest,
} from './contrast/cluster-sign-flip.js';
export {
  type ContrastNote,
  type PairedContrast,
  pairedClusterContrast,
  type PairedScores,
} from './contrast/paired-cluster-contrast.js';
export { tostPValue } from './contrast/tost.js';
export { normalCdf, normalQuantile } from './distributions/normal.js';
export {
  studentTCdf,
  studentTQuantile,
  studentTSurvival,
  studentTTwoSidedP,
} from './distributions/student-t.js';
export {
  minimumDetectableEffect,
  type MinimumDetectableEffectInput,
  pairedPower,
  type PairedPowerInput,
} from './power/minimum-detectable-effect.js';
export { requiredQuestions, type RequiredQuestionsInput } from './power/required-questions.js';
export {
  differenceVariance,
  normalDetectableEffect,
  type NormalPlan,
  normalRequiredQuestions,
  type VarianceParts,
} from './power/variance-plan.js';
export { InvalidStatisticsInputError } from './statistics.errors.js';
export { holm } from './verdict/holm.js';
export { type Verdict, type VerdictInput, verdictOf } from './verdict/verdict.js';
