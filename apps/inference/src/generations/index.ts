export type { Outcome } from './application/batch-run.js';
export { Gate } from './application/gate.js';
export { GenerateBatch } from './application/generate-batch.js';
export { type ModelCall, ModelRuntime } from './application/model-runtime.js';
export { GenerationRepository, ModelRuntimes } from './application/ports.js';
export type { Completion, Decoding, FinishReason, TokenProbability } from './domain/completion.js';
export { type BatchItem, type Generation, storableText } from './domain/generation.js';
export {
  CallCancelledError,
  ContextTooLongError,
  ModelRefusedError,
  ModelUnavailableError,
  type Refusal,
} from './domain/model-call.errors.js';
export { GenerationsModule } from './generations.module.js';
export { GenerationRow } from './infrastructure/generation.row.js';
