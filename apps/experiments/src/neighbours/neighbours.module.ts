import { PeersConfig } from '@equipoise/platform';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { InferenceClient, JudgingClient, RetrievalClient, TrainingClient } from './clients.js';

/** One channel to each of the other services, shared by the features that ask them. */
@Module({
  providers: [
    {
      provide: RetrievalClient,
      inject: [PeersConfig],
      useFactory: (peers: PeersConfig) =>
        new RetrievalClient('retrieval', peers.RETRIEVAL_URL, peers.GRPC_DEADLINE_MS),
    },
    {
      provide: InferenceClient,
      inject: [PeersConfig],
      useFactory: (peers: PeersConfig) =>
        new InferenceClient('inference', peers.INFERENCE_URL, peers.GRPC_DEADLINE_MS),
    },
    {
      provide: JudgingClient,
      inject: [PeersConfig],
      useFactory: (peers: PeersConfig) =>
        new JudgingClient('judging', peers.JUDGING_URL, peers.GRPC_DEADLINE_MS),
    },
    {
      provide: TrainingClient,
      inject: [PeersConfig],
      useFactory: (peers: PeersConfig) =>
        new TrainingClient('training', peers.TRAINING_URL, peers.GRPC_DEADLINE_MS),
    },
  ],
  exports: [RetrievalClient, InferenceClient, JudgingClient, TrainingClient],
})
export class NeighboursModule implements OnApplicationShutdown {
  constructor(
    private readonly retrieval: RetrievalClient,
    private readonly inference: InferenceClient,
    private readonly judging: JudgingClient,
    private readonly training: TrainingClient,
  ) {}

  onApplicationShutdown(): void {
    for (const client of [this.retrieval, this.inference, this.judging, this.training]) {
      client.close();
    }
  }
}
