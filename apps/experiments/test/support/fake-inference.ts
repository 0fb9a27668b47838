import {
  type AdapterChecked,
  adapterChecked,
  adapterCheckFailed,
  type AdapterCheckRequested,
  adapterCheckRequested,
  answersFailed,
  type AnswersReady,
  answersReady,
  type AnswersRequested,
  answersRequested,
  type EventEnvelope,
  experimentCancelled,
  type inferenceV1,
  NO_USAGE,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { GrpcErrorFilter, OnEvent, Database, EventPublisher } from '@equipoise/platform';
import { Controller, Injectable, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { aServedModel, aTunedModel } from '../a-served-model.js';
import { UnknownError, World } from './world.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class FakeInference implements Partial<inferenceV1.InferenceServiceController> {
  constructor(private readonly world: World) {}

  @GrpcMethod('InferenceService')
  getModel({ name }: inferenceV1.GetModelRequest): inferenceV1.GetModelResponse {
    const model = this.world.models.get(name);
    if (!model) throw new UnknownError(`there is no model "${name}"`);
    return {
      model: {
        ...{ name, provider: 'openai', status: 'ready', contextTokens: 8192 },
        ...{ precision: 'bf16', chatTemplate: 'chatml', fingerprint: `weights of ${name}` },
        ...model,
      } as never,
    };
  }

  @GrpcMethod('InferenceService')
  getAnswers({ answerIds }: inferenceV1.GetAnswersRequest): inferenceV1.GetAnswersResponse {
    const passages = [{ passageId: 'p', title: 't', text: 'a passage', relevant: true }];
    return {
      answers: answerIds.map((answerId) => {
        const { text = '', model = '' } = this.world.answersById.get(answerId) ?? {};
        const modelFingerprint = this.world.fingerprintOf(model);
        return { answerId, text, modelFingerprint, passages } as inferenceV1.Answer;
      }),
    };
  }
}

@Injectable()
export class FakeAnswering {
  constructor(
    private readonly world: World,
    private readonly events: EventPublisher,
    private readonly database: Database,
  ) {}

  @OnEvent(answersRequested)
  async onAnswersRequested({
    experimentId,
    payload,
  }: EventEnvelope<AnswersRequested>): Promise<void> {
    this.world.requests.push(payload);
    if (this.world.answers) await this.answer(experimentId, payload);
    else this.world.held.push({ experimentId, request: payload });
  }

  @OnEvent(adapterCheckRequested)
  async onAdapterCheckRequested({
    experimentId,
    payload,
  }: EventEnvelope<AdapterCheckRequested>): Promise<void> {
    this.world.compared.push(payload);
    const { checkId, base, tuned } = payload;
    const reason = this.world.refuseCheck(payload);
    if (reason !== undefined) {
      const failed = { checkId, code: 'FAKE.REFUSED', reason };
      await this.events.publish(adapterCheckFailed, experimentId, failed);
      return;
    }
    const { check, ...shown } = this.world.adapterShows(tuned);
    const fact: AdapterChecked = {
      checkId,
      base: aServedModel({ name: base }),
      tuned: aTunedModel({
        ...{ name: tuned, baseName: base, baseFingerprint: `weights of ${base}` },
        ...shown,
      }),
      check: {
        ...{ status: 'active', method: 'token-probability', probes: 4, changed: 4 },
        ...{ largestChange: 0.5, largestRepeat: 0 },
        ...check,
      },
      usage: { ...NO_USAGE, calls: this.world.callsPerCheck },
    };
    for (let i = 0; i < this.world.tellings; i += 1) {
      await this.events.publish(adapterChecked, experimentId, fact);
    }
  }

  @OnEvent(experimentCancelled)
  onExperimentCancelled({ experimentId }: EventEnvelope<{ reason: string }>): Promise<void> {
    this.world.cancelled.push(experimentId);
    return Promise.resolve();
  }

  /** Answers what was held back. */
  async release(): Promise<void> {
    for (const { experimentId, request } of this.world.held.splice(0)) {
      await this.database.transaction(() => this.answer(experimentId, request));
    }
  }

  private async answer(experimentId: string, request: AnswersRequested): Promise<void> {
    const { chunkId, cellId } = request;
    const reason = this.world.refuseChunk(request);
    if (reason !== undefined) {
      const failed = { chunkId, cellId, code: 'FAKE.REFUSED', reason };
      await this.events.publish(answersFailed, experimentId, failed);
      return;
    }
    const calls = request.questionIds.length;
    const promptTokens = calls * this.world.tokensPerCall;
    const usage = { ...NO_USAGE, calls, promptTokens, costUsd: this.world.costUsd };
    const fact: AnswersReady = { chunkId, cellId, answers: this.answersTo(request), usage };
    for (let i = 0; i < this.world.tellings; i += 1) {
      await this.events.publish(answersReady, experimentId, fact);
    }
  }

  private answersTo(request: AnswersRequested): AnswersReady['answers'] {
    const { chunkId, model } = request;
    return request.questionIds.flatMap((questionId) =>
      Array.from({ length: request.samples }, (_, sample) => {
        const answerId = contentId([chunkId, questionId, sample]);
        const failure = this.world.refuseQuestion(questionId, model) ?? null;
        const text = `${model} says the answer to ${questionId}`;
        this.world.answersById.set(answerId, { text, model });
        const status = failure === null ? ('answered' as const) : ('failed' as const);
        return { answerId, questionId, sample, status, failure };
      }),
    );
  }
}
