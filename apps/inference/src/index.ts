import type { ServiceDefinition } from '@equipoise/platform';
import { InferenceModule } from './inference.module.js';

/** The only service that talks to models. */
export const inferenceService: ServiceDefinition = {
  name: 'inference',
  module: (env) => InferenceModule.for(env),
};
