import {
  adapterReady,
  type EventEnvelope,
  fineTuneFailed,
  type FineTuneRequested,
  fineTuneRequested,
  type trainingV1,
} from '@equipoise/contracts';
import { contentKey, DomainError } from '@equipoise/kernel';
import { GrpcErrorFilter, OnEvent, EventPublisher } from '@equipoise/platform';
import { Controller, Injectable, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { World } from './world.js';

class NoPoolError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'TRAINING.UNSUPPORTED_SETTING';
}

const A_PLACE = {
  ...{ pool: 'h100', gpuType: 'h100-80', gpus: 1, perDeviceBatchSize: 1, accumulationSteps: 1 },
  ...{ sharding: 'none', memoryGib: 1, gpuMemoryGib: 79, hours: 1 },
};

@Controller()
@UseFilters(GrpcErrorFilter)
export class FakeTraining implements Partial<trainingV1.TrainingServiceController> {
  constructor(private readonly world: World) {}

  @GrpcMethod('TrainingService')
  getBackend(): trainingV1.GetBackendResponse {
    const { trainingReason } = this.world;
    return { name: 'fake', available: trainingReason === '', reason: trainingReason };
  }

  @GrpcMethod('TrainingService')
  planFineTune({ order }: trainingV1.PlanFineTuneRequest): trainingV1.PlanFineTuneResponse {
    const { gpuHours } = this.world;
    if (order?.pool === 'none') throw new NoPoolError('placement.pool: there is no pool "none"');
    const choice = { ...A_PLACE, gpuHours, costUsd: 2 * gpuHours };
    return {
      ...{ fineTuneId: '', status: '', backend: 'fake', why: '', alternatives: [], warnings: [] },
      choice: gpuHours > 0 ? choice : undefined,
    };
  }
}

@Injectable()
export class FakeTrainer {
  constructor(
    private readonly world: World,
    private readonly events: EventPublisher,
  ) {}

  @OnEvent(fineTuneRequested)
  async onFineTuneRequested({
    experimentId,
    payload,
  }: EventEnvelope<FineTuneRequested>): Promise<void> {
    const { requestId, base, trainSize } = payload;
    const reason = this.world.refuseFineTune(payload);
    if (reason !== undefined) {
      const failed = { requestId, code: 'FAKE.REFUSED', reason, gpuSeconds: 0 };
      await this.events.publish(fineTuneFailed, experimentId, failed);
      return;
    }
    await this.events.publish(adapterReady, experimentId, {
      requestId,
      fineTuneId: contentKey(requestId),
      model: `${base}+${trainSize}`,
      adapterDigest: contentKey('adapter'),
      wallSeconds: 60,
      gpuSeconds: 0,
      reused: false,
    });
  }
}
