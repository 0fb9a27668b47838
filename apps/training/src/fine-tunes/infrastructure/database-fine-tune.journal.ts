import { adapterReady, fineTuneFailed, fineTuneProgressed } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  FineTuneJournal,
  type FineTuneRequest,
  type ProgressUpdate,
} from '../application/ports.js';
import type { Adapter } from '../domain/fine-tune.js';

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
    { requestId, experimentId }: FineTuneRequest,
    id: string,
    { status, progress, wallSeconds }: ProgressUpdate,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      // A queued request must not hide what another request for the same fine-tune has under way.
      if (status !== 'queued') {
        await manager.query(
          `UPDATE fine_tunes SET status = $2, detail = $3, progress = $4, step = $5,
             total_steps = $6, loss = $7, eta_seconds = $8
           WHERE id = $1 AND status IN ('preparing', 'running', 'converting')`,
          [
            ...[id, status, progress.detail, progress.progress, progress.step],
            ...[progress.totalSteps, progress.loss, progress.etaSeconds],
          ],
        );
        await manager.query(
          `UPDATE fine_tune_attempts SET wall_seconds = $2
           WHERE fine_tune_id = $1 AND attempt = (SELECT attempt FROM fine_tunes WHERE id = $1)`,
          [id, wallSeconds],
        );
      }
      await this.publisher.publish(fineTuneProgressed, experimentId, {
        requestId,
        fineTuneId: id,
        status,
        ...progress,
      });
    });
  }

  override async ready(
    { requestId, experimentId }: FineTuneRequest,
    id: string,
    { model, digest }: Adapter,
    cost: { readonly wallSeconds: number; readonly reused: boolean },
  ): Promise<void> {
    await this.database.transaction(() =>
      this.publisher.publish(
        adapterReady,
        experimentId,
        { requestId, fineTuneId: id, model, adapterDigest: digest, ...cost },
        contentId([adapterReady.topic, requestId]),
      ),
    );
  }

  override async failed(
    { requestId, experimentId }: FineTuneRequest,
    code: string,
    reason: string,
  ): Promise<void> {
    await this.database.transaction(() =>
      this.publisher.publish(
        fineTuneFailed,
        experimentId,
        { requestId, code, reason },
        contentId([fineTuneFailed.topic, requestId]),
      ),
    );
  }
}
