import type { ServiceDefinition } from '@equipoise/platform';
import { RetrievalModule } from './retrieval.module.js';

/** Datasets, their documents and questions, and the indexes built over them. */
export const retrievalService: ServiceDefinition = {
  name: 'retrieval',
  module: (env) => RetrievalModule.for(env),
};
