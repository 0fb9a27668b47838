import { inferenceV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { type AnswerWithText, GetAnswers } from '../application/get-answers.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class AnswersGrpcController implements Pick<
  inferenceV1.InferenceServiceController,
  'getAnswers'
> {
  constructor(private readonly answers: GetAnswers) {}

  @GrpcMethod(inferenceV1.INFERENCE_SERVICE_NAME)
  async getAnswers({
    answerIds,
  }: inferenceV1.GetAnswersRequest): Promise<inferenceV1.GetAnswersResponse> {
    return { answers: (await this.answers.execute(answerIds)).map(toMessage) };
  }
}

function toMessage({ answer, generation }: AnswerWithText): inferenceV1.Answer {
  const { id, outcome, passages, ...place } = answer;
  return {
    ...place,
    answerId: id,
    status: 'failure' in outcome ? 'failed' : 'answered',
    failure: 'failure' in outcome ? outcome.failure : '',
    text: generation?.text ?? '',
    generationId: generation?.id ?? '',
    finishReason: generation?.finishReason ?? '',
    promptTokens: generation?.promptTokens ?? 0,
    completionTokens: generation?.completionTokens ?? 0,
    latencyMs: generation?.latencyMs ?? 0,
    costUsd: generation?.costUsd ?? 0,
    modelFingerprint: generation?.modelFingerprint ?? '',
    passages: [...passages],
  };
}
