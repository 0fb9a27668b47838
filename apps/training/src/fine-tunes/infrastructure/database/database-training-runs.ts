import { Clock } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  FineTuneRepository,
  FineTuneRequests,
  type FineTuneInHand,
  type OpenRun,
  type RunOutcome,
  TrainingRuns,
} from '../../application/ports.js';
import { GPU_SECONDS } from './fine-tune.row.js';
import type { RunAttempt, RunKey, RunObservation, TrainingRun } from '../../domain/training-run.js';

/** A row of `training_runs`. */
interface RunRow {
  readonly number: number;
  readonly external_id: string;
  readonly placement: Record<string, unknown>;
  readonly stop_reason: string;
  readonly step: number | null;
  readonly total_steps: number | null;
  readonly loss: number | null;
  readonly ended_at: Date | null;
}

/** A trainer's reports are shown no more often than this. */
const SHOWN_EVERY_S = 3;

@Injectable()
export class DatabaseTrainingRuns extends TrainingRuns {
  /** Attempts as they were stored last, by run. */
  private readonly recorded = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly repository: FineTuneRepository,
    private readonly requests: FineTuneRequests,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async due(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      `SELECT q.fine_tune_id AS id FROM fine_tune_requests q
       WHERE q.status = 'waiting' AND NOT EXISTS (
         SELECT FROM training_runs r WHERE r.fine_tune_id = q.fine_tune_id AND r.ended_at IS NULL)
       UNION
       SELECT r.fine_tune_id FROM training_runs r
       WHERE r.released_at IS NULL AND (r.ended_at IS NOT NULL OR r.external_id = ''
         OR (r.reported_at > coalesce(r.seen_at, '-infinity')
           AND coalesce(r.seen_at, '-infinity') < $1::timestamptz - interval '${SHOWN_EVERY_S} seconds')
         OR (r.stop_reason = '' AND NOT EXISTS (
           SELECT FROM fine_tune_requests q
           WHERE q.fine_tune_id = r.fine_tune_id AND q.status = 'waiting')))`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  override async open(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.manager.query(
      'SELECT fine_tune_id AS id FROM training_runs WHERE released_at IS NULL AND ended_at IS NULL',
    );
    return rows.map(({ id }) => id);
  }

  override async find(fineTuneId: string): Promise<FineTuneInHand | undefined> {
    const fineTune = await this.repository.find(fineTuneId);
    if (!fineTune) return undefined;
    const waiting = await this.requests.waitingFor(fineTuneId);
    const rows: RunRow[] = await this.database.manager.query(
      'SELECT * FROM training_runs WHERE fine_tune_id = $1 AND released_at IS NULL ORDER BY number',
      [fineTuneId],
    );
    const { id, spec, status } = fineTune;
    const open = rows.find(({ ended_at }) => ended_at === null);
    return {
      ...{ id, spec, status, waiting },
      run: open && toOpenRun(id, open),
      unreleased: rows.filter(({ ended_at }) => ended_at !== null).map((row) => toRun(id, row)),
    };
  }

  override async fineTuneOf(externalId: string): Promise<string | undefined> {
    const rows: { id: string }[] = await this.database.manager.query(
      'SELECT fine_tune_id AS id FROM training_runs WHERE external_id = $1',
      [externalId],
    );
    return rows[0]?.id;
  }

  override async exists({ fineTuneId, number }: RunKey): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT FROM training_runs WHERE fine_tune_id = $1 AND number = $2',
      [fineTuneId, number],
    );
    return rows.length > 0;
  }

  override async begin(
    fineTuneId: string,
    placement: Readonly<Record<string, unknown>>,
  ): Promise<TrainingRun> {
    return this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE fine_tunes SET status = 'queued', reason = '', detail = '', progress = 0, step = 0,
           total_steps = 0, loss = NULL, eta_seconds = NULL WHERE id = $1`,
        [fineTuneId],
      );
      await manager.query(
        `INSERT INTO training_runs (fine_tune_id, number, placement, began_at)
         SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM training_runs WHERE fine_tune_id = $1
         ON CONFLICT DO NOTHING`,
        [fineTuneId, placement, this.clock.now()],
      );
      const [row]: RunRow[] = await manager.query(
        'SELECT * FROM training_runs WHERE fine_tune_id = $1 AND ended_at IS NULL',
        [fineTuneId],
      );
      if (!row) throw new Error(`fine-tune ${fineTuneId} has no open run after one was made`);
      return toRun(fineTuneId, row);
    });
  }

  override async setSubmitted(run: TrainingRun, externalId: string): Promise<void> {
    await this.update(run, 'external_id = $3', [externalId]);
  }

  override async setStopReason(run: TrainingRun, reason: string): Promise<void> {
    await this.update(run, `stop_reason = CASE stop_reason WHEN '' THEN $3 ELSE stop_reason END`, [
      reason,
    ]);
  }

  override async record(run: TrainingRun, observation: RunObservation): Promise<number> {
    const { fineTuneId } = run;
    const key = `${fineTuneId} ${run.number}`;
    const text = JSON.stringify(observation.attempts);
    const isOver = observation.state.kind !== 'open';
    return this.database.transaction(async (manager) => {
      await this.update(run, 'seen_at = $3', [this.clock.now()]);
      // Most looks find what the last one found.
      if (isOver || this.recorded.get(key) !== text) await this.keepAttempts(run, observation);
      if (isOver) this.recorded.delete(key);
      else this.recorded.set(key, text);
      const [sum]: { seconds: number | null }[] = await manager.query(
        `SELECT ${GPU_SECONDS} AS seconds FROM fine_tune_attempts
         WHERE fine_tune_id = $1`,
        [fineTuneId],
      );
      return sum?.seconds ?? 0;
    });
  }

  override async end(run: TrainingRun, outcome: RunOutcome, reason: string): Promise<boolean> {
    return this.update(run, 'ended_at = $3, outcome = $4, reason = $5', [
      ...[this.clock.now(), outcome, reason],
    ]);
  }

  override async setReleased({ fineTuneId, number }: TrainingRun): Promise<void> {
    await this.database.manager.query(
      'UPDATE training_runs SET released_at = $3 WHERE fine_tune_id = $1 AND number = $2',
      [fineTuneId, number, this.clock.now()],
    );
  }

  private async keepAttempts(run: TrainingRun, observation: RunObservation): Promise<void> {
    const { fineTuneId } = run;
    const { manager } = this.database;
    const now = this.clock.now();
    for (const attempt of observation.attempts) await this.keepAttempt(run, attempt);
    // One that is no longer seen has ended, and nobody saw when.
    await manager.query(
      `UPDATE fine_tune_attempts SET ended_at = $3, outcome = 'lost',
         wall_seconds = greatest(0, extract(epoch FROM $3::timestamptz - started_at))
       WHERE fine_tune_id = $1 AND ended_at IS NULL AND external_id IS NOT NULL
         AND ($4 OR NOT external_id = ANY($2))`,
      [
        ...[fineTuneId, observation.attempts.map(({ id }) => id), now],
        observation.state.kind !== 'open',
      ],
    );
    await manager.query(
      `UPDATE fine_tunes SET attempt =
         (SELECT count(*) FROM fine_tune_attempts WHERE fine_tune_id = $1) WHERE id = $1`,
      [fineTuneId],
    );
  }

  /** Writes only where the run is open. @returns whether it was */
  private async update(
    { fineTuneId, number }: TrainingRun,
    set: string,
    values: readonly unknown[],
  ): Promise<boolean> {
    const [rows] = await this.database.manager.query<[unknown[], number]>(
      `UPDATE training_runs SET ${set}
       WHERE fine_tune_id = $1 AND number = $2 AND ended_at IS NULL RETURNING number`,
      [fineTuneId, number, ...values],
    );
    return rows.length > 0;
  }

  private async keepAttempt({ fineTuneId }: TrainingRun, attempt: RunAttempt): Promise<void> {
    const { id, place, gpus, startedAt, endedAt, outcome } = attempt;
    const seconds = endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : 0;
    await this.database.manager.query(
      `INSERT INTO fine_tune_attempts
         (fine_tune_id, attempt, external_id, place, gpus, started_at, ended_at, outcome, wall_seconds,
          usd_per_gpu_hour, fee_usd)
       SELECT $1, coalesce(max(attempt), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
       FROM fine_tune_attempts WHERE fine_tune_id = $1
       ON CONFLICT (fine_tune_id, external_id) DO UPDATE SET
         ended_at = excluded.ended_at, outcome = excluded.outcome, wall_seconds = excluded.wall_seconds,
         fee_usd = excluded.fee_usd
       WHERE fine_tune_attempts.ended_at IS NULL`,
      [
        ...[fineTuneId, id, place, gpus, startedAt, endedAt ?? null, outcome],
        ...[Math.max(0, seconds), attempt.usdPerGpuHour, attempt.feeUsd],
      ],
    );
  }
}

function toRun(fineTuneId: string, row: RunRow): TrainingRun {
  const { number, external_id: externalId, placement } = row;
  return { fineTuneId, number, externalId, placement };
}

function toOpenRun(fineTuneId: string, row: RunRow): OpenRun {
  const { step, total_steps: totalSteps, loss } = row;
  const report = step === null || totalSteps === null ? undefined : { step, totalSteps, loss };
  return { ...toRun(fineTuneId, row), stopReason: row.stop_reason, report };
}
