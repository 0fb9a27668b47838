import { Clock } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  type FineTunePage,
  FineTuneRepository,
  type FineTuneRequest,
  type FinishedAttempt,
  type LossPoint,
  type ProgressUpdate,
} from '../../application/ports.js';
import type { Adapter, FineTune, FineTuneAttempt, FineTuneSpec } from '../../domain/fine-tune.js';
import {
  ATTEMPT_SECONDS,
  FineTuneRow,
  type FineTuneTimes,
  GPU_SECONDS,
  NO_TIME,
  toFineTune,
} from './fine-tune.row.js';
import { fromCursor, toCursor } from './page-cursor.js';

@Injectable()
export class TypeOrmFineTuneRepository extends FineTuneRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(id: string): Promise<FineTune | undefined> {
    const row = await this.database.manager.findOneBy(FineTuneRow, { id });
    if (!row) return undefined;
    const times = await this.timesOf([id]);
    return toFineTune(row, times.get(id) ?? NO_TIME);
  }

  override async list(limit: number, cursor: string): Promise<FineTunePage> {
    const query = this.database.manager
      .createQueryBuilder(FineTuneRow, 'f')
      .orderBy('f.createdAt', 'DESC')
      .addOrderBy('f.id', 'DESC')
      .limit(limit + 1);
    if (cursor) query.where('(f.created_at, f.id) < (:createdAt, :id)', fromCursor(cursor));
    const rows = await query.getMany();
    const page = rows.slice(0, limit);
    const times = await this.timesOf(page.map(({ id }) => id));
    const last = page.at(-1);
    return {
      fineTunes: page.map((row) => toFineTune(row, times.get(row.id) ?? NO_TIME)),
      nextCursor: rows.length > limit && last ? toCursor(last) : '',
    };
  }

  override async attempts(id: string): Promise<FineTuneAttempt[]> {
    const rows: (Omit<FineTuneAttempt, 'endedAt'> & { endedAt: Date | null })[] =
      await this.database.manager.query(
        `SELECT attempt, place, gpus, started_at AS "startedAt", ended_at AS "endedAt", outcome,
         ${ATTEMPT_SECONDS} AS "wallSeconds"
       FROM fine_tune_attempts WHERE fine_tune_id = $1 ORDER BY attempt`,
        [id],
      );
    return rows.map((row) => ({ ...row, endedAt: row.endedAt ?? undefined }));
  }

  override async losses(id: string): Promise<LossPoint[]> {
    return this.database.manager.query(
      `SELECT step, loss, learning_rate AS "learningRate"
       FROM fine_tune_losses WHERE fine_tune_id = $1 ORDER BY step`,
      [id],
    );
  }

  override async enter(
    { requestId, experimentId, placement }: FineTuneRequest,
    { id, spec, backend }: { id: string; spec: FineTuneSpec; backend: string },
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { datasetVersionId, trainSize, seed, trainingFormat, settings } = spec;
      await manager.query(
        `INSERT INTO fine_tunes (id, base, dataset_version_id, train_size, seed, training_format,
           settings, backend, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [
          ...[id, spec.base, datasetVersionId, trainSize, seed, trainingFormat],
          ...[settings, backend, this.clock.now()],
        ],
      );
      await manager.query(
        `INSERT INTO fine_tune_requests (request_id, experiment_id, fine_tune_id, placement, created_at, status)
         SELECT $1, $2, $3, $4, $5, CASE WHEN EXISTS
           (SELECT FROM cancelled_experiments WHERE experiment_id = $2) THEN 'cancelled' ELSE 'waiting' END
         ON CONFLICT DO NOTHING`,
        [requestId, experimentId, id, placement ?? {}, this.clock.now()],
      );
    });
  }

  override async setProgress(id: string, { status, progress }: ProgressUpdate): Promise<void> {
    await this.database.manager.query(
      `UPDATE fine_tunes SET status = $2, detail = $3, progress = $4, step = $5,
         total_steps = $6, loss = $7, eta_seconds = $8
       WHERE id = $1 AND status NOT IN ('succeeded', 'failed', 'cancelled')`,
      [
        ...[id, status, progress.detail, progress.progress, progress.step],
        ...[progress.totalSteps, progress.loss, progress.etaSeconds],
      ],
    );
  }

  override async setAttemptSeconds(id: string, wallSeconds: number): Promise<void> {
    await this.database.manager.query(
      `UPDATE fine_tune_attempts SET wall_seconds = $2
       WHERE fine_tune_id = $1 AND attempt = (SELECT attempt FROM fine_tunes WHERE id = $1)`,
      [id, wallSeconds],
    );
  }

  override async beginAttempt(id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE fine_tunes SET attempt = attempt + 1, status = 'preparing', reason = '', detail = '',
           progress = 0, step = 0, total_steps = 0, loss = NULL, eta_seconds = NULL
         WHERE id = $1`,
        [id],
      );
      await manager.query(
        `INSERT INTO fine_tune_attempts (fine_tune_id, attempt, started_at)
         SELECT id, attempt, $2 FROM fine_tunes WHERE id = $1`,
        [id, this.clock.now()],
      );
    });
  }

  override async setSucceeded(
    id: string,
    adapter: Adapter,
    { trained, wallSeconds }: FinishedAttempt,
  ): Promise<number> {
    const last = trained.lossCurve.at(-1);
    return this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE fine_tunes SET status = 'succeeded', reason = '', detail = '', progress = 1,
           eta_seconds = NULL, adapter_model = $2, adapter_format = $8, adapter_path = $3,
           adapter_digest = $4, provenance = $5, step = $6, total_steps = $6, loss = $7
         WHERE id = $1`,
        [
          ...[id, adapter.model, adapter.path, adapter.digest, trained.provenance],
          ...[last?.step ?? 0, last?.loss ?? null, adapter.format],
        ],
      );
      await manager.query(
        `UPDATE fine_tune_attempts SET wall_seconds = greatest(wall_seconds, $2)
         WHERE fine_tune_id = $1 AND attempt = (SELECT attempt FROM fine_tunes WHERE id = $1)`,
        [id, wallSeconds],
      );
      await this.replaceLosses(id, trained.lossCurve);
      return (await this.timesOf([id])).get(id)?.wallSeconds ?? 0;
    });
  }

  override async setEnded(
    requestId: string,
    status: 'failed' | 'cancelled',
    reason: string,
  ): Promise<void> {
    await this.database.manager.query(
      `UPDATE fine_tunes SET status = $2, reason = $3, detail = '', eta_seconds = NULL
       WHERE id = (SELECT fine_tune_id FROM fine_tune_requests WHERE request_id = $1)
         AND status <> 'succeeded'`,
      [requestId, status, reason],
    );
  }

  override async setOutcome(
    id: string,
    status: 'failed' | 'cancelled',
    reason: string,
  ): Promise<void> {
    await this.database.manager.query(
      `UPDATE fine_tunes SET status = $2, reason = $3, detail = '', eta_seconds = NULL
       WHERE id = $1 AND status <> 'succeeded'`,
      [id, status, reason],
    );
  }

  private async replaceLosses(id: string, curve: readonly LossPoint[]): Promise<void> {
    const { manager } = this.database;
    await manager.query('DELETE FROM fine_tune_losses WHERE fine_tune_id = $1', [id]);
    await manager.query(
      `INSERT INTO fine_tune_losses (fine_tune_id, step, loss, learning_rate)
       SELECT $1, p.* FROM unnest($2::int[], $3::float8[], $4::float8[]) p ON CONFLICT DO NOTHING`,
      [
        id,
        curve.map(({ step }) => step),
        curve.map(({ loss }) => loss),
        curve.map(({ learningRate }) => learningRate),
      ],
    );
  }

  private async timesOf(ids: readonly string[]): Promise<Map<string, FineTuneTimes>> {
    const rows: (FineTuneTimes & { id: string })[] = await this.database.manager.query(
      `SELECT fine_tune_id AS id, sum(${ATTEMPT_SECONDS}) AS "wallSeconds",
         ${GPU_SECONDS} AS "gpuSeconds",
         sum(${ATTEMPT_SECONDS} * gpus * usd_per_gpu_hour / 3600 + fee_usd) AS "costUsd"
       FROM fine_tune_attempts
       WHERE fine_tune_id = ANY($1) GROUP BY fine_tune_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
