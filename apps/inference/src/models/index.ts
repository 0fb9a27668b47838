export { ModelCatalog } from './application/model-catalog.js';
export { LocalModels } from './application/ports.js';
export { RegisterAdapter } from './application/register-adapter.js';
export { RegisterModel } from './application/register-model.js';
export type { CatalogModel, ModelStatus, RegisteredRemoteModel } from './domain/catalog-model.js';
export type {
  LocalModel,
  Prices,
  RegisteredModel,
  RemoteModel,
} from './domain/registered-model.js';
export { ModelRow } from './infrastructure/model.row.js';
export { ModelsModule } from './models.module.js';
