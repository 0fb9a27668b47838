import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  EventLog,
  type ExperimentEvent,
  type ExperimentEventType,
} from '../application/ports/journal-ports.js';
import { EVENTS_CHANNEL } from './notified-news.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlEventLog extends EventLog {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async append(
    experimentId: string,
    type: ExperimentEventType,
    data: readonly unknown[],
  ): Promise<void> {
    if (data.length === 0) return;
    await this.sql.run(
      `WITH added AS (
         INSERT INTO experiment_events (experiment_id, type, data, occurred_at)
         SELECT $1::uuid, $2, value, $4
         FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS new (value, n) ORDER BY n
       ) SELECT pg_notify('${EVENTS_CHANNEL}', $1::uuid::text)`,
      [experimentId, type, JSON.stringify(data), this.clock.now()],
    );
  }

  override async after(
    experimentId: string,
    eventId: number,
    limit: number,
  ): Promise<ExperimentEvent[]> {
    return this.sql.rows<ExperimentEvent>(
      `SELECT id::float8 AS id, type, data, occurred_at AS "occurredAt" FROM experiment_events
       WHERE experiment_id = $1 AND id > $2 ORDER BY experiment_events.id LIMIT $3`,
      [experimentId, eventId, limit],
    );
  }
}
