export {
  type AdapterContrast,
  type AnalysedArm,
  type Analysis,
  ANALYSIS_SCHEMA_VERSION,
  analysisJsonSchema,
  analysisSchema,
  type AnalysisWarning,
  type ArmCheck,
  type ArmMean,
  type Comparison,
  type ContextEffect,
  type Contrast,
  type DatasetQualification,
  type HumanLabelFindings,
  type RetrievalQuality,
  type SecondaryContrast,
  type SeedSummary,
} from './analysis.v1.js';
export { type GuardFinding, guardFindingSchema } from './guard-finding.v1.js';
export { storedAnalysis } from './stored-analysis.js';
export { DIRTY_OVERLAPS } from './dirty-overlaps.js';
