import {
  type EventEnvelope,
  type JudgementsReady,
  judgementsReady,
  type JudgementsRequested,
  judgementsRequested,
  type judgingV1,
  NO_USAGE,
  qualificationFailed,
  qualificationReady,
  qualificationRequested,
  type QualificationRequested,
} from '@equipoise/contracts';
import { Database, GrpcErrorFilter, OnEvent, EventPublisher } from '@equipoise/platform';
import { Controller, Injectable, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { aJudgeQualification } from '../../../../libs/analysis/test/a-judge-qualification.js';
import { UnknownError, World } from './world.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class FakeJudging implements Partial<judgingV1.JudgingServiceController> {
  @GrpcMethod('JudgingService')
  getCriterion({ name }: judgingV1.GetCriterionRequest): judgingV1.GetCriterionResponse {
    if (!['accuracy', 'completeness'].includes(name)) {
      throw new UnknownError(`there is no criterion "${name}"; there are accuracy, completeness`);
    }
    return {
      criterion: { name, version: 3, description: '', levels: [], needsReference: true },
    };
  }
}

@Injectable()
export class FakeJudge {
  constructor(
    private readonly world: World,
    private readonly events: EventPublisher,
    private readonly database: Database,
  ) {}

  @OnEvent(judgementsRequested)
  async onJudgementsRequested({
    experimentId,
    payload,
  }: EventEnvelope<JudgementsRequested>): Promise<void> {
    this.world.judged.push(payload);
    const usage = { ...NO_USAGE, calls: payload.answers.length, costUsd: this.world.costUsd };
    const fact = { chunkId: payload.chunkId, judgements: this.judgementsOf(payload), usage };
    for (let i = 0; i < this.world.tellings; i += 1) {
      await this.events.publish(judgementsReady, experimentId, fact);
    }
  }

  @OnEvent(qualificationRequested)
  async onQualificationRequested({
    experimentId,
    payload,
  }: EventEnvelope<QualificationRequested>): Promise<void> {
    this.world.tried.push(payload);
    if (this.world.trials) await this.tellTrial(experimentId, payload);
    else this.world.heldTrials.push({ experimentId, request: payload });
  }

  /** Tells what was held back. */
  async releaseTrials(): Promise<void> {
    for (const { experimentId, request } of this.world.heldTrials.splice(0)) {
      await this.database.transaction(() => this.tellTrial(experimentId, request));
    }
  }

  private async tellTrial(experimentId: string, payload: QualificationRequested): Promise<void> {
    const { datasetVersionId, criteria, estimator, repeats } = payload;
    const calls = this.world.trialCalls;
    const promptTokens = calls * this.world.tokensPerCall;
    const usage = { ...NO_USAGE, calls, promptTokens, costUsd: this.world.costUsd };
    const { failTrial: reason } = this.world;
    if (reason !== undefined) {
      const failed = { datasetVersionId, code: 'FAKE.REFUSED', reason, usage };
      await this.events.publish(qualificationFailed, experimentId, failed);
      return;
    }
    const qualifications = criteria.map(({ name, version }) =>
      aJudgeQualification({
        criterion: name,
        criterionVersion: version,
        estimator,
        repeats,
        ...this.world.judgeShows,
      }),
    );
    const fact = { datasetVersionId, qualifications, usage };
    for (let i = 0; i < this.world.tellings; i += 1) {
      await this.events.publish(qualificationReady, experimentId, fact);
    }
  }

  private judgementsOf(request: JudgementsRequested): JudgementsReady['judgements'] {
    return request.answers.flatMap(({ answerId, questionId }) =>
      request.criteria.flatMap(({ name: criterion }) =>
        Array.from({ length: request.repeats }, (_, repeat) => {
          const model = this.world.answersById.get(answerId)?.model ?? '';
          const score = this.world.score({ model, questionId, criterion, repeat });
          return { answerId, criterion, repeat, score, leakedMass: 0, attempts: 1 };
        }),
      ),
    );
  }
}
