import type { inferenceV1, judgingV1, retrievalV1, trainingV1 } from '@equipoise/contracts';
import { GrpcClient } from '@equipoise/platform';

export class RetrievalClient extends GrpcClient<retrievalV1.RetrievalServiceClient> {}
export class InferenceClient extends GrpcClient<inferenceV1.InferenceServiceClient> {}
export class JudgingClient extends GrpcClient<judgingV1.JudgingServiceClient> {}
export class TrainingClient extends GrpcClient<trainingV1.TrainingServiceClient> {}
