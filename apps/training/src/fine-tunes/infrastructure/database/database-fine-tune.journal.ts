import { adapterReady, fineTuneFailed, fineTuneProgressed } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { FineTuneJournal, type ProgressUpdate, type Requester } from '../../application/ports.js';
import type { Adapter } from '../../domain/fine-tune.js';
import { GPU_SECONDS } from './fine-tune.row.js';

/** Rows and events of a run, each state together with its event. */
@Injectable()
export class DatabaseFineTuneJournal extends FineTuneJournal {
  constructor(
    private readonly database: Database,
    private readonly publisher: EventPublisher,
  ) {
    super();
  }

  override async progressed(
    { requestId, experimentId }: Requester,
    id: string,
    { status, progress }: ProgressUpdate,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.publisher.publish(fineTuneProgressed, experimentId, {
        requestId,
        fineTuneId: id,
        status,
        ...progress,
      });
    });
  }

  override async ready(
    { requestId, experimentId }: Requester,
    id: string,
    { model, digest }: Adapter,
    cost: { readonly wallSeconds: number; readonly reused: boolean },
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.answered(requestId);
      const gpuSeconds = cost.reused ? 0 : await this.gpuSeconds(requestId);
      await this.publisher.publish(
        adapterReady,
        experimentId,
        { requestId, fineTuneId: id, model, adapterDigest: digest, ...cost, gpuSeconds },
        contentId([adapterReady.topic, requestId]),
      );
    });
  }

  override async failed(
    { requestId, experimentId }: Requester,
    code: string,
    reason: string,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.answered(requestId);
      const gpuSeconds = await this.gpuSeconds(requestId);
      await this.publisher.publish(
        fineTuneFailed,
        experimentId,
        { requestId, code, reason, gpuSeconds },
        contentId([fineTuneFailed.topic, requestId]),
      );
    });
  }

  private async gpuSeconds(requestId: string): Promise<number> {
    const [sum]: { seconds: number | null }[] = await this.database.manager.query(
      `SELECT ${GPU_SECONDS} AS seconds FROM fine_tune_attempts
       WHERE fine_tune_id = (SELECT fine_tune_id FROM fine_tune_requests WHERE request_id = $1)`,
      [requestId],
    );
    return sum?.seconds ?? 0;
  }

  private async answered(requestId: string): Promise<void> {
    await this.database.manager.query(
      `UPDATE fine_tune_requests SET status = 'answered' WHERE request_id = $1`,
      [requestId],
    );
  }
}
