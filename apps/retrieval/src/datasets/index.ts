export { DatasetReader } from './application/dataset-reader.js';
export { DATASET_ENTITIES, DatasetsModule } from './datasets.module.js';
export type { Document, Question, QuestionType, Split } from './domain/dataset.js';
export { DatasetNotFoundError, QuestionNotFoundError } from './domain/datasets.errors.js';
