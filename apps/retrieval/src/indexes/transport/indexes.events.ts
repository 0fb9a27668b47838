import { type EventEnvelope, indexRequested } from '@equipoise/contracts';
import { type EventJob, OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnnounceIndex } from '../application/announce-index.js';
import { BuildIndex, type IndexRequest } from '../application/build-index.js';

@Injectable()
export class IndexesEvents {
  constructor(
    private readonly build: BuildIndex,
    private readonly announce: AnnounceIndex,
  ) {}

  // One at a time: a build takes every core it is given, and whoever waits for the same index finds
  // it ready.
  @OnEvent(indexRequested, { duration: 'long', concurrency: 1, onFailed: 'onIndexRequestFailed' })
  async onIndexRequested(event: EventEnvelope<IndexRequest>, job: EventJob): Promise<void> {
    const { experimentId, payload: request } = event;
    const onProgress = this.announce.progressTo(experimentId);
    const index = await this.build.execute({ request, onProgress, signal: job.signal });
    await job.commit(() => this.announce.ready(experimentId, index));
  }

  async onIndexRequestFailed(event: EventEnvelope<IndexRequest>, error: Error): Promise<void> {
    const { experimentId, id, payload: request } = event;
    await this.announce.failed(experimentId, id, { request, error });
  }
}
