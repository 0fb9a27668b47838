export { LlamaRuntime } from './infrastructure/llama-runtime.js';
export { LocalModelCatalog } from './infrastructure/local-model-catalog.js';
export { LocalModelsModule, type LocalModelsOptions } from './local-models.module.js';
