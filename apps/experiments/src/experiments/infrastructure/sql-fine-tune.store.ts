import type { FineTuneRequested } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { FineTuneStore } from '../application/ports/preparations.js';
import { Sql } from './sql.js';

type Step = Parameters<FineTuneStore['advance']>[1];

const STEPS = `'queued', 'preparing', 'starting', 'running', 'preempted', 'converting'`;
const UNDER_WAY = `(${STEPS})`;
const OPEN = `('waiting', ${STEPS})`;

@Injectable()
export class SqlFineTuneStore extends FineTuneStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async takeWaiting(experimentId: string, inFlight: number): Promise<FineTuneRequested[]> {
    return this.sql.rows<FineTuneRequested>(
      `WITH next AS (
         SELECT id FROM fine_tune_requests
         WHERE experiment_id = $1 AND status = 'waiting' ORDER BY ordinal
         LIMIT greatest(0, $2::int - (SELECT count(*) FROM fine_tune_requests
           WHERE experiment_id = $1 AND status IN ${UNDER_WAY}))
       ), taken AS (
         UPDATE fine_tune_requests f SET status = 'queued' FROM next WHERE f.id = next.id RETURNING f.*
       )
       SELECT id AS "requestId", base, dataset_version_id AS "datasetVersionId",
         train_size AS "trainSize", seed, training_format AS "trainingFormat", settings, placement
       FROM taken ORDER BY ordinal`,
      [experimentId, inFlight],
    );
  }

  override async advance(requestId: string, step: Step): Promise<void> {
    await this.sql.run(
      `UPDATE fine_tune_requests SET fine_tune_id = $2, status = $3, progress = $4, step = $5,
         total_steps = $6, loss = $7, eta_seconds = $8, detail = $9
       WHERE id = $1 AND status IN ${UNDER_WAY}`,
      [
        requestId,
        step.fineTuneId,
        step.status,
        step.progress,
        step.step,
        step.totalSteps,
        step.loss,
        step.etaSeconds,
        step.detail,
      ],
    );
  }

  override async succeed(
    requestId: string,
    { fineTuneId, wallSeconds, gpuSeconds }: Parameters<FineTuneStore['succeed']>[1],
  ): Promise<boolean> {
    return this.changed(
      `status = 'succeeded', progress = 1, eta_seconds = 0, detail = '', fine_tune_id = $2, wall_seconds = $3,
         gpu_seconds = $4`,
      `id = $1 AND status IN ${UNDER_WAY}`,
      [requestId, fineTuneId, wallSeconds, gpuSeconds],
    ).then((ids) => ids.length > 0);
  }

  override async fail(
    requestId: string,
    { reason, gpuSeconds }: Parameters<FineTuneStore['fail']>[1],
  ): Promise<boolean> {
    return this.changed(
      `status = 'failed', reason = $2, gpu_seconds = $3`,
      `id = $1 AND status IN ${UNDER_WAY}`,
      [requestId, reason, gpuSeconds],
    ).then((ids) => ids.length > 0);
  }

  override async hasOpen(experimentId: string): Promise<boolean> {
    const open = await this.sql.row(
      `SELECT 1 FROM fine_tune_requests WHERE experiment_id = $1 AND status IN ${OPEN} LIMIT 1`,
      [experimentId],
    );
    return open !== undefined;
  }

  override async cancelWaiting(experimentId: string, reason: string): Promise<string[]> {
    return this.changed(
      `status = 'cancelled', reason = $2`,
      `experiment_id = $1 AND status = 'waiting'`,
      [experimentId, reason],
    );
  }

  override async cancelOpen(experimentId: string, reason: string): Promise<number> {
    const ids = await this.changed(
      `status = 'cancelled', reason = $2`,
      `experiment_id = $1 AND status IN ${OPEN}`,
      [experimentId, reason],
    );
    return ids.length;
  }

  override async trainingSeconds(experimentId: string): Promise<number> {
    const spent = await this.sql.row<{ seconds: number }>(
      `SELECT coalesce(sum(wall_seconds), 0) AS seconds FROM fine_tune_requests
       WHERE experiment_id = $1`,
      [experimentId],
    );
    return spent?.seconds ?? 0;
  }

  override async budgetedSeconds(experimentId: string): Promise<number> {
    const spent = await this.sql.row<{ seconds: number }>(
      `SELECT coalesce(sum(CASE WHEN gpu_seconds > 0 THEN gpu_seconds ELSE wall_seconds END), 0)
         AS seconds
       FROM fine_tune_requests WHERE experiment_id = $1`,
      [experimentId],
    );
    return spent?.seconds ?? 0;
  }

  private async changed(
    change: string,
    condition: string,
    values: readonly unknown[],
  ): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `WITH changed AS (
         UPDATE fine_tune_requests SET ${change} WHERE ${condition} RETURNING id
       ) SELECT id FROM changed`,
      values,
    );
    return rows.map(({ id }) => id);
  }
}
