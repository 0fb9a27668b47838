import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  ExperimentsClient,
  InferenceClient,
  JudgingClient,
  RetrievalClient,
  TrainingClient,
} from './peer-clients.js';
import { PeersConfig } from './peers.config.js';

const CLIENTS = [
  ExperimentsClient,
  RetrievalClient,
  TrainingClient,
  InferenceClient,
  JudgingClient,
];

/** One channel to each service that is asked, opened at the first call, shared by all features. */
@Global()
@Module({})
export class PeersModule implements OnApplicationShutdown {
  constructor(
    private readonly experiments: ExperimentsClient,
    private readonly retrieval: RetrievalClient,
    private readonly training: TrainingClient,
    private readonly inference: InferenceClient,
    private readonly judging: JudgingClient,
  ) {}

  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: PeersModule,
      providers: [{ provide: PeersConfig, useFactory: () => new PeersConfig(env) }, ...CLIENTS],
      exports: CLIENTS,
    };
  }

  onApplicationShutdown(): void {
    const { experiments, retrieval, training, inference, judging } = this;
    for (const client of [experiments, retrieval, training, inference, judging]) client.close();
  }
}
