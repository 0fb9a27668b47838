import type { judgingV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { GetJudgements } from '../application/get-judgements.js';
import type { JudgementWithSteps } from '../application/ports.js';

/** The judgements half of `JudgingService`. */
@Controller()
@UseFilters(GrpcErrorFilter)
export class JudgementsGrpcController implements Pick<
  judgingV1.JudgingServiceController,
  'getJudgements'
> {
  constructor(private readonly judgements: GetJudgements) {}

  @GrpcMethod('JudgingService', 'getJudgements')
  async getJudgements({
    answerIds,
  }: judgingV1.GetJudgementsRequest): Promise<judgingV1.GetJudgementsResponse> {
    return { judgements: (await this.judgements.execute(answerIds)).map(toMessage) };
  }
}

const toMessage = (judgement: JudgementWithSteps): judgingV1.Judgement => ({
  answerId: judgement.answerId,
  criterion: judgement.criterion,
  criterionVersion: judgement.criterionVersion,
  repeat: judgement.repeat,
  score: judgement.score ?? undefined,
  estimator: judgement.estimator,
  leakedMass: judgement.leakedMass,
  attempts: judgement.attempts,
  raw: judgement.raw,
  failure: judgement.failure,
  judgeFingerprint: judgement.judgeFingerprint,
  evaluationSteps: [...judgement.steps],
  stepsSource: judgement.stepsSource,
});
