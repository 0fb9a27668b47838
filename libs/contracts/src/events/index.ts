export {
  type AdapterCheck,
  adapterCheckSchema,
  type ServedModel,
  servedModelSchema,
} from './adapter-check.js';
export { adapterCheckFailed } from './adapter-check-failed.v1.js';
export { adapterCheckRequested, type AdapterCheckRequested } from './adapter-check-requested.v1.js';
export { adapterChecked, type AdapterChecked } from './adapter-checked.v1.js';
export { adapterReady } from './adapter-ready.v1.js';
export { analysisRequested } from './analysis-requested.v1.js';
export { answersFailed } from './answers-failed.v1.js';
export { answersReady, type AnswersReady } from './answers-ready.v1.js';
export { answersRequested, type AnswersRequested } from './answers-requested.v1.js';
export {
  defineEvent,
  type EventDefinition,
  type EventEnvelope,
  type ServiceName,
  type TopicSettings,
} from './define-event.js';
export { experimentCancelled } from './experiment-cancelled.v1.js';
export { fineTuneFailed } from './fine-tune-failed.v1.js';
export { fineTuneProgressed } from './fine-tune-progressed.v1.js';
export {
  fineTuneRequested,
  type FineTuneRequested,
  type FineTuneSettings,
  FINE_TUNE_DEFAULTS,
  fineTuneSettingsSchema,
  type PlacementWish,
  placementWishSchema,
} from './fine-tune-requested.v1.js';
export { indexFailed } from './index-failed.v1.js';
export { indexProgressed } from './index-progressed.v1.js';
export { indexReady } from './index-ready.v1.js';
export { indexRequested } from './index-requested.v1.js';
export { type JudgeQualification, judgeQualificationSchema } from './judge-qualification.js';
export { judgementsFailed } from './judgements-failed.v1.js';
export { judgementsReady, type JudgementsReady } from './judgements-ready.v1.js';
export { judgementsRequested, type JudgementsRequested } from './judgements-requested.v1.js';
export { labelsChanged } from './labels-changed.v1.js';
export { qualificationFailed, type QualificationFailed } from './qualification-failed.v1.js';
export { qualificationReady, type QualificationReady } from './qualification-ready.v1.js';
export {
  qualificationRequested,
  type QualificationRequested,
} from './qualification-requested.v1.js';
export {
  type Context,
  contextSchema,
  type Estimator,
  estimatorSchema,
  type Failure,
  NO_USAGE,
  plusUsage,
  type RetrievalMode,
  type StepsAuthor,
  stepsAuthorSchema,
  totalUsage,
  retrievalModeSchema,
  type TrainingFormat,
  trainingFormatSchema,
  type Usage,
} from './vocabulary.js';
