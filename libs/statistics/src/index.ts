export {
  type ContaminationGap,
  contaminationGap,
  type SliceScores,
} from './bias/contamination-gap.js';
export {
  type LengthControlledDifference,
  lengthControlledDifference,
  type LengthControlledInput,
} from './bias/length-controlled-difference.js';
export {
  type LengthControlledWinRate,
  lengthControlledWinRate,
  type LengthControlledWinRateInput,
} from './bias/length-controlled-win-rate.js';
export { type PaddingProbe, paddingProbe, type PaddingProbeInput } from './bias/padding-probe.js';
export {
  agreedOutcome,
  type BothOrders,
  countPositions,
  type PositionBias,
  positionBias,
  type PositionCounts,
  type PositionVerdict,
} from './bias/position-bias.js';
export { type ClusterErrors, clusterErrors } from './clusters/cluster-errors.js';
export { type ClusterLabel } from './clusters/cluster-label.js';
export { type ClusterRobustMean, type SpreadNote } from './clusters/cluster-robust.js';
export {
  type ClusteredMean,
  type ClusteredMeanInput,
  clusteredMean,
} from './clusters/clustered-mean.js';
export { type DesignEffect, designEffectOf } from './clusters/design-effect.js';
export { type FixedQuestionsMean, fixedQuestionsMean } from './clusters/fixed-questions-mean.js';
export { type IndependentMean, independentMean } from './clusters/independent-mean.js';
export { type Interval } from './clusters/t-interval.js';
export { type TTest, type TestedMean } from './clusters/t-test.js';
export {
  clusterSignFlip,
  type SignFlipInput,
  type SignFlipTest,
} from './contrast/cluster-sign-flip.js';
export { type Cuped, cuped, type CupedInput } from './contrast/cuped.js';
export {
  type ContrastNote,
  type PairedContrast,
  pairedClusterContrast,
  type PairedScores,
} from './contrast/paired-cluster-contrast.js';
export {
  type PublishedContrast,
  publishedContrast,
  type PublishedResults,
} from './contrast/published-contrast.js';
export { type ZeroRule } from './contrast/signed-ranks.js';
export { hedgesFactor } from './contrast/standardized-difference.js';
export { type UnpairedContrast, unpairedContrast } from './contrast/unpaired-contrast.js';
export { type WilcoxonTest, wilcoxonSignedRank } from './contrast/wilcoxon-signed-rank.js';
export { betaQuantile } from './distributions/beta.js';
export { binomialCdf } from './distributions/binomial.js';
export { fQuantile, fSurvival } from './distributions/f.js';
export { incompleteBeta } from './distributions/incomplete-beta.js';
export { normalCdf, normalQuantile } from './distributions/normal.js';
export {
  studentTCdf,
  studentTQuantile,
  studentTSurvival,
  studentTTwoSidedP,
} from './distributions/student-t.js';
export { type Estimate } from './equivalence/estimate.js';
export { type NonInferiority, nonInferiority } from './equivalence/non-inferiority.js';
export { type Tost, tost } from './equivalence/tost.js';
export { lastScoreIn } from './estimators/last-score.js';
export { type SampleMeanScore, sampleMeanScore } from './estimators/sample-mean-score.js';
export {
  type TokenProbabilityScore,
  tokenProbabilityScore,
} from './estimators/token-probability-score.js';
export {
  ceilingCells,
  type CeilingCell,
  onLogitScale,
  type ScoreScale,
} from './interaction/ceiling.js';
export {
  type ContextContrasts,
  contextContrasts,
  type ContextContrastsInput,
} from './interaction/context-contrasts.js';
export {
  type Context,
  type ContextDesign,
  type ScoresByContext,
} from './interaction/context-design.js';
export { type FTest, type WithinAnova, withinAnova } from './interaction/within-anova.js';
export { type EValueFindings, eBenjaminiHochberg } from './multiplicity/e-values.js';
export { benjaminiHochberg, benjaminiYekutieli } from './multiplicity/false-discovery.js';
export { bonferroni, hochberg } from './multiplicity/familywise.js';
export { type Family, findingsAmong } from './multiplicity/family.js';
export { holm } from './multiplicity/holm.js';
export { type BinaryEffect, requiredBinaryPairs } from './power/binary-plan.js';
export {
  minimumDetectableEffect,
  type MinimumDetectableEffectInput,
  pairedPower,
  type PairedPowerInput,
} from './power/minimum-detectable-effect.js';
export { type NonInferiorityAim, requiredForNonInferiority } from './power/non-inferiority-plan.js';
export { type NormalPlan } from './power/normal-plan.js';
export { requiredPairs, type RequiredPairsInput } from './power/required-pairs.js';
export { requiredQuestions, type RequiredQuestionsInput } from './power/required-questions.js';
export {
  differenceVariance,
  normalDetectableEffect,
  normalRequiredQuestions,
  type VarianceParts,
} from './power/variance-plan.js';
export {
  type ClusteredPredictionPoweredMean,
  clusteredPredictionPoweredMean,
} from './prediction-powered/clustered-prediction-powered-mean.js';
export { type EffectiveLabels, effectiveLabels } from './prediction-powered/effective-labels.js';
export {
  type PairedSystems,
  predictionPoweredDifference,
  type SystemScores,
} from './prediction-powered/prediction-powered-difference.js';
export {
  type PredictionPoweredClusters,
  type PredictionPoweredInput,
} from './prediction-powered/prediction-powered-input.js';
export {
  type PredictionPoweredMean,
  predictionPoweredMean,
  type PredictionPoweredNote,
} from './prediction-powered/prediction-powered-mean.js';
export {
  type CountedShare,
  type RoganGladen,
  roganGladen,
  type RoganGladenInput,
} from './prediction-powered/rogan-gladen.js';
export {
  type BetaBelief,
  type BetaPosterior,
  betaPosterior,
  type BetaPosteriorInput,
} from './proportions/beta-posterior.js';
export { fisherExactP } from './proportions/fisher-exact.js';
export { type McNemarTest, mcNemarTest, type PairedOutcomes } from './proportions/mcnemar.js';
export { probabilityGreater } from './proportions/probability-greater.js';
export {
  agrestiCoullInterval,
  bernoulliStandardError,
  clopperPearsonInterval,
  jeffreysInterval,
  type ProportionInput,
  waldInterval,
  wilsonInterval,
} from './proportions/proportion-interval.js';
export { signTest, type SignTest } from './proportions/sign-test.js';
export { type Successes } from './proportions/successes.js';
export { agreementTable, type Label } from './reliability/agreement-table.js';
export { type Auroc, auroc } from './reliability/auroc.js';
export { type CohenKappa, cohenKappa, type KappaWeights } from './reliability/cohen-kappa.js';
export {
  correlationTest,
  type CorrelationTestOptions,
  type TestedCorrelation,
} from './reliability/correlation-test.js';
export { correlation, type CorrelationKind } from './reliability/correlations.js';
export { type FleissKappa, fleissKappa } from './reliability/fleiss-kappa.js';
export { type IccEstimate, type IccForm } from './reliability/icc-forms.js';
export {
  type IntraclassCorrelations,
  intraclassCorrelations,
} from './reliability/intraclass-correlations.js';
export {
  type KrippendorffAlpha,
  krippendorffAlpha,
  type Rating,
} from './reliability/krippendorff-alpha.js';
export {
  type PartialCorrelation,
  partialCorrelation,
  type PartialCorrelationInput,
} from './reliability/partial-correlation.js';
export { type MeasurementLevel } from './reliability/rating-distance.js';
export {
  type DocumentScores,
  type SummaryLevelCorrelation,
  summaryLevelCorrelation,
} from './reliability/summary-level-correlation.js';
export {
  compareJudges,
  type DependentCorrelations,
  type JudgeComparisonInput,
  type WilliamsTest,
  williamsTest,
} from './reliability/williams-test.js';
export { type BcaInterval } from './resampling/bca-interval.js';
export { type Bootstrap, type BootstrapInput, bootstrapMean } from './resampling/bootstrap-mean.js';
export {
  type ClusterJackknife,
  clusterJackknife,
  type ClusterJackknifeInput,
} from './resampling/cluster-jackknife.js';
export {
  type WildClusterBootstrap,
  wildClusterBootstrap,
  type WildClusterBootstrapInput,
} from './resampling/wild-cluster-bootstrap.js';
export { obrienFlemingSpending, pocockSpending } from './sequential/alpha-spending.js';
export { anytimePValue } from './sequential/anytime-p.js';
export { asymptoticRadius, type AsymptoticRadiusInput } from './sequential/asymptotic-sequence.js';
export { type BettingDesign, type BettingObservation } from './sequential/betting-design.js';
export { type BettingEvidence, bettingEvidence } from './sequential/betting-evidence.js';
export {
  type BettingSequence,
  extendBettingSequence,
  startBettingSequence,
} from './sequential/betting-sequence.js';
export {
  type DifferenceDesign,
  type DifferenceSequence,
  type DifferenceWave,
  extendDifferenceSequence,
  startDifferenceSequence,
} from './sequential/difference-sequence.js';
export { drawingOrder, type DrawingOrderInput, wavesOf } from './sequential/drawing-order.js';
export {
  type FamilyDecision,
  familyDecisions,
  type FamilyInput,
} from './sequential/family-decisions.js';
export {
  normalMixtureBoundary,
  type NormalMixtureInput,
  normalMixturePrior,
} from './sequential/normal-mixture.js';
export {
  bernsteinLowerBounds,
  type BoundInput,
  hoeffdingLowerBounds,
  type LowerBounds,
} from './sequential/predictable-mixture.js';
export {
  type ClaimEvidence,
  claimEvidence,
  type SequentialClaim,
  type SequentialDecision,
  sequentialDecision,
} from './sequential/sequential-decision.js';
export { type SignCounts, type SignEvidence, signEvidence } from './sequential/sign-e-process.js';
export { type Sprt, sequentialProbabilityRatioTest, type SprtInput } from './sequential/sprt.js';
export { InvalidStatisticsInputError } from './statistics.errors.js';
export { type CrossedComponents, crossedSeeds } from './variance/crossed-seeds.js';
export { type ErrorPart, jointHalfWidth, jointSurvival } from './variance/joint-error.js';
export { type NestedScores } from './variance/nested-anova.js';
export { type NestedComponents, nestedComponents } from './variance/nested-components.js';
export { type OneWayComponents, oneWayComponents } from './variance/one-way-components.js';
export { resamplingVarianceRatio, type TotalVariance } from './variance/resampling-gain.js';
export { type SeedMean, seedsAsUnit } from './variance/seeds-as-unit.js';
export { reliabilityOfMean, repeatsForReliability } from './variance/spearman-brown.js';
export {
  nestedVarianceOfMean,
  type PerStage,
  threeStageBudget,
  type ThreeStageDesign,
  type ThreeStageInput,
  type ThreeStagePlan,
  unlimitedThreeStageBudget,
} from './variance/three-stage-budget.js';
export { type Verdict, type VerdictInput, verdictOf } from './verdict/verdict.js';
