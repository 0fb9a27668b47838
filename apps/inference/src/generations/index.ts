export {
  type Completion,
  type Decoding,
  type FinishReason,
  type ModelCall,
  ModelRuntime,
} from './application/model-runtime.js';
export {
  CallCancelledError,
  ContextTooLongError,
  ModelCallError,
  ModelRefusedError,
  ModelUnavailableError,
  type Refusal,
} from './domain/model-call.errors.js';
