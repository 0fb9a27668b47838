import type { ServiceName } from '@equipoise/contracts';
import { PeersConfig } from '@equipoise/platform';
import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import {
  ExperimentsClient,
  InferenceClient,
  JudgingClient,
  RetrievalClient,
  TrainingClient,
} from './clients.js';

type ClientClass = new (service: ServiceName, url: string, deadlineMs: number) => object;

/** Typed gRPC clients of every service. */
@Global()
@Module({})
export class NeighboursModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    const peers = new PeersConfig(env);
    const client = (Client: ClientClass, service: ServiceName, url: string): Provider => ({
      provide: Client,
      useFactory: () => new Client(service, url, peers.GRPC_DEADLINE_MS),
    });
    const providers = [
      client(ExperimentsClient, 'experiments', peers.EXPERIMENTS_URL),
      client(RetrievalClient, 'retrieval', peers.RETRIEVAL_URL),
      client(TrainingClient, 'training', peers.TRAINING_URL),
      client(InferenceClient, 'inference', peers.INFERENCE_URL),
      client(JudgingClient, 'judging', peers.JUDGING_URL),
    ];
    return {
      module: NeighboursModule,
      providers,
      exports: [ExperimentsClient, RetrievalClient, TrainingClient, InferenceClient, JudgingClient],
    };
  }
}
