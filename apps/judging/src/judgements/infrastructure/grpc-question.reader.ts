import type { retrievalV1 } from '@equipoise/contracts';
import { GrpcClient, PeersConfig } from '@equipoise/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { QuestionReader, type QuestionText } from '../application/ports.js';

@Injectable()
export class GrpcQuestionReader extends QuestionReader implements OnApplicationShutdown {
  private readonly retrieval: GrpcClient<retrievalV1.RetrievalServiceClient>;

  constructor(peers: PeersConfig) {
    super();
    this.retrieval = new GrpcClient('retrieval', peers.RETRIEVAL_URL, peers.GRPC_DEADLINE_MS);
  }

  onApplicationShutdown(): void {
    this.retrieval.close();
  }

  override async find(
    datasetVersionId: string,
    questionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<QuestionText[]> {
    const request = { datasetVersionId, questionIds: [...questionIds] };
    const { questions } = await this.retrieval.call('getQuestions', request, { signal });
    return questions.map(({ questionId, text, references }) => ({ questionId, text, references }));
  }
}
