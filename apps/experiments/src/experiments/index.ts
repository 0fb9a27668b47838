export { AnswerSource, QuestionSource } from './application/ports/sources.js';
export { ExperimentStore, Transactions } from './application/ports/stores.js';
export { decodeCursor, encodeCursor, pageSize } from './domain/cursor.js';
export { hasAnalysis } from './domain/experiment.js';
export { ExperimentNotFoundError } from './domain/experiments.errors.js';
export { ExperimentsFeatureModule } from './experiments.module.js';
