import { PlatformModule } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { ExperimentsFeatureModule } from './experiments/index.js';
import { ExperimentsConfig } from './experiments.config.js';
import { CreateExperiments1795392000000 } from './migrations/1795392000000-create-experiments.js';
import { AddGuards1795392060000 } from './migrations/1795392060000-add-guards.js';
import { AddWaves1795392120000 } from './migrations/1795392120000-add-waves.js';
import { CreateLabels1795392300000 } from './migrations/1795392300000-create-labels.js';
import { CreateQualificationRequests1795392180000 } from './migrations/1795392180000-create-qualification-requests.js';
import { LabelsModule } from './labels/index.js';
import { CreateAdapterChecks1795393200000 } from './migrations/1795393200000-create-adapter-checks.js';
import { CreateDirtyQuestions1795393260000 } from './migrations/1795393260000-create-dirty-questions.js';
import { AddPlacements1795478400000 } from './migrations/1795478400000-add-placements.js';
import { AddModelFingerprints1795393320000 } from './migrations/1795393320000-add-model-fingerprints.js';
import { SpecsModule } from './specs/index.js';

/** The experiments service: its features on the platform, configured from one environment. */
@Module({})
export class ExperimentsModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    const config = new ExperimentsConfig(env);
    const specs = SpecsModule.with({
      local: config.LOCAL_CHUNK_QUESTIONS,
      remote: config.REMOTE_CHUNK_QUESTIONS,
    });
    const experiments = ExperimentsFeatureModule.with({
      specs,
      limits: {
        chunksInFlight: config.CHUNKS_IN_FLIGHT,
        fineTunesInFlight: config.FINE_TUNES_IN_FLIGHT,
      },
    });
    return {
      module: ExperimentsModule,
      imports: [
        PlatformModule.forService({
          service: 'experiments',
          env,
          entities: [],
          migrations: [
            CreateExperiments1795392000000,
            AddGuards1795392060000,
            AddWaves1795392120000,
            CreateQualificationRequests1795392180000,
            CreateLabels1795392300000,
            CreateAdapterChecks1795393200000,
            CreateDirtyQuestions1795393260000,
            AddModelFingerprints1795393320000,
            AddPlacements1795478400000,
          ],
        }),
        specs,
        experiments,
        LabelsModule.with(experiments),
      ],
    };
  }
}
