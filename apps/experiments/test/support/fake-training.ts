import {
  adapterReady,
  type EventEnvelope,
  fineTuneFailed,
  type FineTuneRequested,
  fineTuneRequested,
  type trainingV1,
} from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';
import { GrpcErrorFilter, OnEvent, EventPublisher } from '@equipoise/platform';
import { Controller, Injectable, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { World } from './world.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class FakeTraining implements Partial<trainingV1.TrainingServiceController> {
  constructor(private readonly world: World) {}

  @GrpcMethod('TrainingService')
  getBackend(): trainingV1.GetBackendResponse {
    const { trainingReason } = this.world;
    return { name: 'fake', available: trainingReason === '', reason: trainingReason };
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
      const failed = { requestId, code: 'FAKE.REFUSED', reason };
      await this.events.publish(fineTuneFailed, experimentId, failed);
      return;
    }
    await this.events.publish(adapterReady, experimentId, {
      requestId,
      fineTuneId: contentKey(requestId),
      model: `${base}+${trainSize}`,
      adapterDigest: contentKey('adapter'),
      wallSeconds: 60,
      reused: false,
    });
  }
}
