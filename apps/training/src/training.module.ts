import { PlatformModule } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { FINE_TUNE_ROWS, FineTunesModule } from './fine-tunes/index.js';
import { AddTrainingRuns1795478400000 } from './migrations/1795478400000-add-training-runs.js';
import { AddInstallation1795564800000 } from './migrations/1795564800000-add-installation.js';
import { CreateFineTunes1795392000000 } from './migrations/1795392000000-create-fine-tunes.js';

@Module({})
export class TrainingModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: TrainingModule,
      imports: [
        PlatformModule.forService({
          service: 'training',
          env,
          entities: FINE_TUNE_ROWS,
          migrations: [
            CreateFineTunes1795392000000,
            AddTrainingRuns1795478400000,
            AddInstallation1795564800000,
          ],
        }),
        FineTunesModule.for(env),
      ],
    };
  }
}
