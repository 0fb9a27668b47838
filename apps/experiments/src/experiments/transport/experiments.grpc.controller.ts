import type { experimentsV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { CancelExperiment } from '../application/cancel-experiment.js';
import { CreateExperiment } from '../application/create-experiment.js';
import { ReadExperiments } from '../application/read-experiments.js';
import { toExperimentMessage } from './experiment.message.js';

type Methods = 'createExperiment' | 'getExperiment' | 'listExperiments' | 'cancelExperiment';

@Controller()
@UseFilters(GrpcErrorFilter)
export class ExperimentsGrpcController implements Pick<
  experimentsV1.ExperimentsServiceController,
  Methods
> {
  constructor(
    private readonly create: CreateExperiment,
    private readonly read: ReadExperiments,
    private readonly cancel: CancelExperiment,
  ) {}

  @GrpcMethod('ExperimentsService')
  async createExperiment(
    request: experimentsV1.CreateExperimentRequest,
  ): Promise<experimentsV1.CreateExperimentResponse> {
    const { id, created } = await this.create.execute(request);
    return { experiment: toExperimentMessage(await this.read.one(id)), created };
  }

  @GrpcMethod('ExperimentsService')
  async getExperiment({
    experimentId,
  }: experimentsV1.GetExperimentRequest): Promise<experimentsV1.GetExperimentResponse> {
    return { experiment: toExperimentMessage(await this.read.one(experimentId)) };
  }

  @GrpcMethod('ExperimentsService')
  async listExperiments({
    limit,
    cursor,
  }: experimentsV1.ListExperimentsRequest): Promise<experimentsV1.ListExperimentsResponse> {
    const { experiments, nextCursor } = await this.read.page(limit, cursor);
    return { experiments: experiments.map(toExperimentMessage), nextCursor };
  }

  @GrpcMethod('ExperimentsService')
  async cancelExperiment({
    experimentId,
  }: experimentsV1.CancelExperimentRequest): Promise<experimentsV1.CancelExperimentResponse> {
    await this.cancel.execute(experimentId);
    return { experiment: toExperimentMessage(await this.read.one(experimentId)) };
  }
}
