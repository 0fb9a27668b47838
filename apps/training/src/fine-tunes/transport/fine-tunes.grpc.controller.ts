import type { trainingV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { ListPools, TrainerBackend } from '../application/ports.js';
import { PlanFineTune } from '../application/plan-fine-tune.js';
import { ReadFineTunes } from '../application/read-fine-tunes.js';
import { RequestFineTune } from '../application/request-fine-tune.js';
import { toFineTuneMessage } from './fine-tune.message.js';
import { toOrder } from './fine-tune-order.message.js';
import { toPoolMessage } from './pool.message.js';

/** The first look for contamination reads the dataset; a caller that is gone has a deadline of its own. */
const CHECK_MS = 600_000;

@Controller()
@UseFilters(GrpcErrorFilter)
export class FineTunesGrpcController implements trainingV1.TrainingServiceController {
  constructor(
    private readonly fineTunes: ReadFineTunes,
    private readonly requests: RequestFineTune,
    private readonly plans: PlanFineTune,
    private readonly backend: TrainerBackend,
    private readonly pools: ListPools,
  ) {}

  @GrpcMethod('TrainingService')
  async getFineTune({
    fineTuneId,
  }: trainingV1.GetFineTuneRequest): Promise<trainingV1.GetFineTuneResponse> {
    const [fineTune, attempts] = await Promise.all([
      this.fineTunes.get(fineTuneId),
      this.fineTunes.attempts(fineTuneId),
    ]);
    return { fineTune: toFineTuneMessage(fineTune, attempts) };
  }

  @GrpcMethod('TrainingService')
  async listFineTunes(
    request: trainingV1.ListFineTunesRequest,
  ): Promise<trainingV1.ListFineTunesResponse> {
    const { fineTunes, nextCursor } = await this.fineTunes.list(request.limit, request.cursor);
    return { fineTunes: fineTunes.map((fineTune) => toFineTuneMessage(fineTune)), nextCursor };
  }

  @GrpcMethod('TrainingService')
  async getBackend(): Promise<trainingV1.GetBackendResponse> {
    const reason = await this.backend.unavailableBecause();
    return { name: this.backend.name, available: reason === undefined, reason: reason ?? '' };
  }

  @GrpcMethod('TrainingService')
  async planFineTune({
    order,
  }: trainingV1.PlanFineTuneRequest): Promise<trainingV1.PlanFineTuneResponse> {
    const signal = AbortSignal.timeout(CHECK_MS);
    const { fineTuneId, existing, plan, warnings } = await this.plans.execute(
      toOrder(order),
      signal,
    );
    return {
      fineTuneId,
      status: existing?.status ?? '',
      choice: plan.choice,
      alternatives: [...plan.alternatives],
      why: plan.why,
      backend: this.backend.name,
      warnings: [...warnings],
    };
  }

  @GrpcMethod('TrainingService')
  async createFineTune({
    requestId,
    order,
  }: trainingV1.CreateFineTuneRequest): Promise<trainingV1.CreateFineTuneResponse> {
    const signal = AbortSignal.timeout(CHECK_MS);
    const { fineTune, warnings } = await this.requests.create(requestId, toOrder(order), signal);
    return { fineTune: toFineTuneMessage(fineTune), warnings: [...warnings] };
  }

  @GrpcMethod('TrainingService')
  async cancelFineTune({
    fineTuneId,
  }: trainingV1.CancelFineTuneRequest): Promise<trainingV1.CancelFineTuneResponse> {
    return { fineTune: toFineTuneMessage(await this.requests.cancel(fineTuneId)) };
  }

  @GrpcMethod('TrainingService')
  async getLosses({
    fineTuneId,
  }: trainingV1.GetLossesRequest): Promise<trainingV1.GetLossesResponse> {
    const points = await this.fineTunes.losses(fineTuneId);
    return {
      points: points.map(({ learningRate, ...point }) => ({
        ...point,
        learningRate: learningRate ?? undefined,
      })),
    };
  }

  @GrpcMethod('TrainingService')
  async getLogs({
    fineTuneId,
    lines,
  }: trainingV1.GetLogsRequest): Promise<trainingV1.GetLogsResponse> {
    return this.fineTunes.logs(fineTuneId, lines);
  }

  @GrpcMethod('TrainingService')
  async listPools(): Promise<trainingV1.ListPoolsResponse> {
    return { pools: (await this.pools.list()).map(toPoolMessage) };
  }
}
