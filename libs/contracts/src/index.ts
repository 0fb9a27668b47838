export * as experimentsV1 from './gen/equipoise/experiments/v1/experiments.js';
export * as inferenceV1 from './gen/equipoise/inference/v1/inference.js';
export * as judgingV1 from './gen/equipoise/judging/v1/judging.js';
export * as retrievalV1 from './gen/equipoise/retrieval/v1/retrieval.js';
export * as trainingV1 from './gen/equipoise/training/v1/training.js';
export * from './documents/index.js';
export * from './events/index.js';
export {
  type ChatMessage,
  type FramePassage,
  RAG_FRAME,
  ragMessages,
} from './prompts/rag-frame.js';
