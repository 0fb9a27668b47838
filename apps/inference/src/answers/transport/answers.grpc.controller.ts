import type { inferenceV1 } from '@equipoise/contracts';
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

  @GrpcMethod('InferenceService')
  async getAnswers({
    answerIds,
  }: inferenceV1.GetAnswersRequest): Promise<inferenceV1.GetAnswersResponse> {
    return { answers: (await this.answers.execute(answerIds)).map(toMessage) };
  }
}

/** What a failed answer says of its generation, which does not exist. */
const NO_GENERATION = {
  id: '',
  text: '',
  finishReason: '',
  promptTokens: 0,
  completionTokens: 0,
  latencyMs: 0,
  costUsd: 0,
  modelFingerprint: '',
};

function toMessage({ answer, ...told }: AnswerWithText): inferenceV1.Answer {
  const { id, outcome, passages, ...place } = answer;
  const generation = told.generation ?? NO_GENERATION;
  return {
    ...place,
    answerId: id,
    status: 'failure' in outcome ? 'failed' : 'answered',
    failure: 'failure' in outcome ? outcome.failure : '',
    text: generation.text,
    generationId: generation.id,
    finishReason: generation.finishReason,
    promptTokens: generation.promptTokens,
    completionTokens: generation.completionTokens,
    latencyMs: generation.latencyMs,
    costUsd: generation.costUsd,
    modelFingerprint: generation.modelFingerprint,
    passages: [...passages],
  };
}
