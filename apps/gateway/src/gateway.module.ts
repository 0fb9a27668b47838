import { PeersModule } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { CriteriaHttpController } from './criteria/criteria.http.controller.js';
import { DatasetsHttpController } from './datasets/datasets.http.controller.js';
import { ExperimentsHttpController } from './experiments/experiments.http.controller.js';
import { ResultsHttpController } from './experiments/results.http.controller.js';
import { FineTuneWatchHttpController } from './fine-tunes/fine-tune-watch.http.controller.js';
import { PoolsHttpController } from './fine-tunes/pools.http.controller.js';
import { FineTunesHttpController } from './fine-tunes/fine-tunes.http.controller.js';
import { GatewayConfig } from './gateway.config.js';
import { LabelsHttpController } from './labels/labels.http.controller.js';
import { HealthHttpController } from './health/health.http.controller.js';
import { ModelsHttpController } from './models/models.http.controller.js';

@Module({})
export class GatewayModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: GatewayModule,
      imports: [PeersModule.for(env)],
      controllers: [
        CriteriaHttpController,
        DatasetsHttpController,
        ExperimentsHttpController,
        FineTunesHttpController,
        FineTuneWatchHttpController,
        PoolsHttpController,
        HealthHttpController,
        LabelsHttpController,
        ModelsHttpController,
        ResultsHttpController,
      ],
      providers: [{ provide: GatewayConfig, useFactory: () => new GatewayConfig(env) }],
    };
  }
}
