import type { ServiceDefinition } from '@equipoise/platform';
import { TrainingModule } from './training.module.js';

export { missingForTraining } from './fine-tunes/index.js';

/** Makes LoRA adapters. */
export const trainingService: ServiceDefinition = {
  name: 'training',
  module: (env) => TrainingModule.for(env),
};
