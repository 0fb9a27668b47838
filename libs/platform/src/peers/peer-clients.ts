import type {
  experimentsV1,
  inferenceV1,
  judgingV1,
  retrievalV1,
  trainingV1,
} from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { GrpcClient } from '../grpc/grpc-client.js';
import { PeersConfig } from './peers.config.js';

@Injectable()
export class ExperimentsClient extends GrpcClient<experimentsV1.ExperimentsServiceClient> {
  constructor({ EXPERIMENTS_URL, GRPC_DEADLINE_MS }: PeersConfig) {
    super('experiments', EXPERIMENTS_URL, GRPC_DEADLINE_MS);
  }
}

@Injectable()
export class RetrievalClient extends GrpcClient<retrievalV1.RetrievalServiceClient> {
  constructor({ RETRIEVAL_URL, GRPC_DEADLINE_MS }: PeersConfig) {
    super('retrieval', RETRIEVAL_URL, GRPC_DEADLINE_MS);
  }
}

@Injectable()
export class TrainingClient extends GrpcClient<trainingV1.TrainingServiceClient> {
  constructor({ TRAINING_URL, GRPC_DEADLINE_MS }: PeersConfig) {
    super('training', TRAINING_URL, GRPC_DEADLINE_MS);
  }
}

@Injectable()
export class InferenceClient extends GrpcClient<inferenceV1.InferenceServiceClient> {
  constructor({ INFERENCE_URL, GRPC_DEADLINE_MS }: PeersConfig) {
    super('inference', INFERENCE_URL, GRPC_DEADLINE_MS);
  }
}

@Injectable()
export class JudgingClient extends GrpcClient<judgingV1.JudgingServiceClient> {
  constructor({ JUDGING_URL, GRPC_DEADLINE_MS }: PeersConfig) {
    super('judging', JUDGING_URL, GRPC_DEADLINE_MS);
  }
}
