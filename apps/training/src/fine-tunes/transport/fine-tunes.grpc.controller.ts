import type { trainingV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { TrainerBackend } from '../application/ports.js';
import { ReadFineTunes } from '../application/read-fine-tunes.js';
import { toFineTuneMessage } from './fine-tune.message.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class FineTunesGrpcController implements trainingV1.TrainingServiceController {
  constructor(
    private readonly fineTunes: ReadFineTunes,
    private readonly backend: TrainerBackend,
  ) {}

  @GrpcMethod('TrainingService')
  async getFineTune(
    request: trainingV1.GetFineTuneRequest,
  ): Promise<trainingV1.GetFineTuneResponse> {
    return { fineTune: toFineTuneMessage(await this.fineTunes.get(request.fineTuneId)) };
  }

  @GrpcMethod('TrainingService')
  async listFineTunes(
    request: trainingV1.ListFineTunesRequest,
  ): Promise<trainingV1.ListFineTunesResponse> {
    const { fineTunes, nextCursor } = await this.fineTunes.list(request.limit, request.cursor);
    return { fineTunes: fineTunes.map(toFineTuneMessage), nextCursor };
  }

  @GrpcMethod('TrainingService')
  async getBackend(): Promise<trainingV1.GetBackendResponse> {
    const reason = await this.backend.unavailableBecause();
    return { name: this.backend.name, available: reason === undefined, reason: reason ?? '' };
  }
}
