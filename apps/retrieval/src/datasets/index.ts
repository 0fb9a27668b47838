export { DatasetReader } from './application/dataset-reader.js';
export { DATASET_ENTITIES, DatasetsModule } from './datasets.module.js';
export type { Document, Question } from './domain/dataset.js';
