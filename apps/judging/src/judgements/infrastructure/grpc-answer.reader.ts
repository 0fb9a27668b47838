import type { inferenceV1 } from '@equipoise/contracts';
import { GrpcClient, PeersConfig } from '@equipoise/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AnswerReader, type AnswerText } from '../application/ports.js';

@Injectable()
export class GrpcAnswerReader extends AnswerReader implements OnApplicationShutdown {
  private readonly inference: GrpcClient<inferenceV1.InferenceServiceClient>;

  constructor(peers: PeersConfig) {
    super();
    this.inference = new GrpcClient('inference', peers.INFERENCE_URL, peers.GRPC_DEADLINE_MS);
  }

  onApplicationShutdown(): void {
    this.inference.close();
  }

  override async find(answerIds: readonly string[], signal: AbortSignal): Promise<AnswerText[]> {
    const request = { answerIds: [...answerIds] };
    const { answers } = await this.inference.call('getAnswers', request, { signal });
    return answers.map(({ answerId, questionId, status, text }) => ({
      answerId,
      questionId,
      isAnswered: status === 'answered',
      text,
    }));
  }
}
