import type { GuardFinding } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { ExperimentStore } from '../application/ports/stores.js';
import type { Experiment, ExperimentStatus } from '../domain/experiment.js';
import type { NewExperiment } from '../domain/new-experiment.js';
import { isUuid, Sql } from './sql.js';
import {
  NEW_CELLS,
  NEW_CHUNKS,
  NEW_DIRTY_QUESTIONS,
  NEW_FINE_TUNES,
  NEW_INDEXES,
} from './new-experiment.sql.js';

const COLUMNS = `id, name, status, reason, spec, settings, warnings, guards, created_at AS "createdAt",
  ended_at AS "endedAt"`;

@Injectable()
export class SqlExperimentStore extends ExperimentStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async add(experiment: Experiment, parts: NewExperiment): Promise<void> {
    const { id, name, status, reason, spec, settings, warnings, guards, createdAt } = experiment;
    await this.sql.run(
      `INSERT INTO experiments (id, name, status, reason, spec, settings, warnings, guards,
         created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, name, status, reason, toJson(spec), toJson(settings)],
        ...[warnings, toJson(guards), createdAt],
      ],
    );
    await this.sql.run(NEW_FINE_TUNES, [id, toJson(parts.fineTunes)]);
    await this.sql.run(NEW_INDEXES, [id, toJson(parts.indexes)]);
    await this.sql.run(NEW_DIRTY_QUESTIONS, [id, toJson(parts.contamination)]);
    await this.sql.run(NEW_CELLS, [id, toJson(parts.cells)]);
    await this.sql.run(NEW_CHUNKS, [id, toJson(parts.chunks)]);
  }

  override async find(id: string): Promise<Experiment | undefined> {
    if (!isUuid(id)) return undefined;
    return this.sql.row<Experiment>(`SELECT ${COLUMNS} FROM experiments WHERE id = $1`, [id]);
  }

  override async lock(id: string): Promise<Experiment | undefined> {
    if (!isUuid(id)) return undefined;
    return this.sql.row<Experiment>(`SELECT ${COLUMNS} FROM experiments WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
  }

  override async setStatus(
    id: string,
    { status, reason, endedAt }: { status: ExperimentStatus; reason: string; endedAt: Date | null },
  ): Promise<void> {
    await this.sql.run(
      'UPDATE experiments SET status = $2, reason = $3, ended_at = $4 WHERE id = $1',
      [id, status, reason, endedAt],
    );
  }

  override async addGuard(id: string, finding: GuardFinding): Promise<boolean> {
    const { guard, subject } = finding;
    const added = await this.sql.rows(
      `WITH added AS (
         UPDATE experiments SET guards = guards || $2::jsonb
         WHERE id = $1 AND NOT guards @> $3::jsonb RETURNING id
       ) SELECT id FROM added`,
      [id, toJson([finding]), toJson([{ guard, subject }])],
    );
    return added.length > 0;
  }

  override async page(
    limit: number,
    after?: { createdAt: Date; id: string },
  ): Promise<Experiment[]> {
    return this.sql.rows<Experiment>(
      `SELECT ${COLUMNS} FROM experiments
       WHERE $2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid)
       ORDER BY created_at DESC, id DESC LIMIT $1`,
      [limit, after?.createdAt, after?.id],
    );
  }

  override async unfinished(): Promise<string[]> {
    const found = await this.sql.rows<{ id: string }>(
      'SELECT id FROM experiments WHERE ended_at IS NULL ORDER BY created_at',
    );
    return found.map(({ id }) => id);
  }
}

const toJson = (value: unknown): string => JSON.stringify(value);
