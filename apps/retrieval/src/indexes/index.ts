export { INDEX_ENTITIES } from './infrastructure/storage/index-entities.js';
export { IndexesModule } from './indexes.module.js';
