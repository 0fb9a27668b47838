export type * as experimentsV1 from './gen/equipoise/experiments/v1/experiments.js';
export type * as inferenceV1 from './gen/equipoise/inference/v1/inference.js';
export type * as judgingV1 from './gen/equipoise/judging/v1/judging.js';
export type * as retrievalV1 from './gen/equipoise/retrieval/v1/retrieval.js';
export type * as trainingV1 from './gen/equipoise/training/v1/training.js';
export * from './documents/index.js';
export { allEvents } from './events/all-events.js';
export * from './events/index.js';
export {
  type ChatMessage,
  type FramePassage,
  RAG_FRAME,
  ragMessages,
} from './prompts/rag-frame.js';
