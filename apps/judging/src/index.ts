import type { ServiceDefinition } from '@equipoise/platform';
import { JudgingModule } from './judging.module.js';

/** Judging: criteria, evaluation steps and judgements. */
export const judgingService: ServiceDefinition = {
  name: 'judging',
  module: (env) => JudgingModule.for(env),
};
