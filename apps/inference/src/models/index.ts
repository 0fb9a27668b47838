export { ModelCatalog } from './application/model-catalog.js';
export { LocalModels } from './application/ports.js';
export type {
  CatalogModel,
  RegisteredLocalModel,
  RegisteredRemoteModel,
} from './domain/catalog-model.js';
export type { RegisteredModel } from './domain/registered-model.js';
export { NotAnAdapterError } from './domain/models.errors.js';
export { ModelRow } from './infrastructure/model.row.js';
export { ModelsModule } from './models.module.js';
