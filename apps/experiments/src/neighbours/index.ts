export { InferenceClient, JudgingClient, RetrievalClient, TrainingClient } from './clients.js';
export { NeighboursModule } from './neighbours.module.js';
