import { indexFailed, indexProgressed, indexReady } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  IndexAnnouncer,
  type IndexFailure,
  type IndexProgress,
  type ReadyIndex,
} from '../application/ports.js';

/** Each experiment gets an event of its own, and saying a thing again delivers nothing new. */
@Injectable()
export class EventIndexAnnouncer extends IndexAnnouncer {
  constructor(
    private readonly publisher: EventPublisher,
    private readonly database: Database,
  ) {
    super();
  }

  async progressed(experimentId: string, progress: IndexProgress): Promise<void> {
    const { indexId, chunksDone } = progress;
    const id = contentId([indexProgressed.topic, experimentId, indexId, chunksDone]);
    await this.database.transaction(() =>
      this.publisher.publish(indexProgressed, experimentId, progress, id),
    );
  }

  async ready(experimentId: string, index: ReadyIndex): Promise<void> {
    const id = contentId([indexReady.topic, experimentId, index.indexId]);
    await this.database.transaction(() =>
      this.publisher.publish(indexReady, experimentId, index, id),
    );
  }

  async failed(experimentId: string, requestId: string, failure: IndexFailure): Promise<void> {
    const id = contentId([indexFailed.topic, requestId]);
    await this.database.transaction(() =>
      this.publisher.publish(indexFailed, experimentId, failure, id),
    );
  }
}
