import {
  adapterReady,
  type EventDefinition,
  type EventEnvelope,
  fineTuneFailed,
  fineTuneProgressed,
  indexFailed,
  indexProgressed,
  indexReady,
} from '@equipoise/contracts';
import { OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { RecordFineTune } from '../application/record-fine-tune.js';
import { RecordIndex } from '../application/record-index.js';

type EnvelopeOf<D> = D extends EventDefinition<infer P> ? EventEnvelope<P> : never;

@Injectable()
export class PreparationsEvents {
  constructor(
    private readonly indexes: RecordIndex,
    private readonly fineTunes: RecordFineTune,
  ) {}

  @OnEvent(indexProgressed)
  async onIndexProgressed(event: EnvelopeOf<typeof indexProgressed>): Promise<void> {
    const { experimentId, payload } = event;
    const { datasetVersionId, ...progress } = payload;
    await this.indexes.progressed({ experimentId, datasetVersionId }, progress);
  }

  @OnEvent(indexReady)
  async onIndexReady(event: EnvelopeOf<typeof indexReady>): Promise<void> {
    const { experimentId, payload } = event;
    const { datasetVersionId, indexId, chunks } = payload;
    await this.indexes.ready({ experimentId, datasetVersionId }, { indexId, chunks });
  }

  @OnEvent(indexFailed)
  async onIndexFailed(event: EnvelopeOf<typeof indexFailed>): Promise<void> {
    const { experimentId, payload } = event;
    const { datasetVersionId, reason } = payload;
    await this.indexes.failed({ experimentId, datasetVersionId }, reason);
  }

  @OnEvent(fineTuneProgressed)
  async onFineTuneProgressed(event: EnvelopeOf<typeof fineTuneProgressed>): Promise<void> {
    const { experimentId, payload } = event;
    const { requestId, ...step } = payload;
    await this.fineTunes.progressed({ experimentId, requestId }, step);
  }

  @OnEvent(adapterReady)
  async onAdapterReady(event: EnvelopeOf<typeof adapterReady>): Promise<void> {
    const { experimentId, payload } = event;
    const { requestId, fineTuneId, model, wallSeconds, gpuSeconds = 0 } = payload;
    const made = { fineTuneId, model, wallSeconds, gpuSeconds };
    await this.fineTunes.succeeded({ experimentId, requestId }, made);
  }

  @OnEvent(fineTuneFailed)
  async onFineTuneFailed(event: EnvelopeOf<typeof fineTuneFailed>): Promise<void> {
    const { experimentId, payload } = event;
    const { requestId, reason, gpuSeconds = 0 } = payload;
    await this.fineTunes.failed({ experimentId, requestId }, { reason, gpuSeconds });
  }
}
