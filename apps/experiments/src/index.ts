import type { ServiceDefinition } from '@equipoise/platform';
import { ExperimentsModule } from './experiments.module.js';

/** Experiments: from the spec to the verdict. */
export const experimentsService: ServiceDefinition = {
  name: 'experiments',
  module: (env) => ExperimentsModule.for(env),
};
