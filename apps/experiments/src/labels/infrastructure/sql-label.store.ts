import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { type LabelImport, type LabelPlace, LabelStore } from '../application/ports.js';
import type { Label, StoredLabel } from '../domain/label.js';

@Injectable()
export class SqlLabelStore extends LabelStore {
  constructor(private readonly database: Database) {
    super();
  }

  override async about(experimentId: string, answerIds: readonly string[]): Promise<Label[]> {
    return this.database.manager.query(
      `SELECT answer_id AS "answerId", criterion, rater, score FROM labels
       WHERE experiment_id = $1 AND answer_id = ANY ($2::uuid[])`,
      [experimentId, answerIds],
    );
  }

  override async lastRevision(experimentId: string): Promise<number> {
    const rows: { last: number }[] = await this.database.manager.query(
      'SELECT coalesce(max(revision), 0) AS last FROM labels WHERE experiment_id = $1',
      [experimentId],
    );
    return rows[0]?.last ?? 0;
  }

  override async put(
    experimentId: string,
    labels: readonly Label[],
    { revision, at }: LabelImport,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO labels (experiment_id, answer_id, criterion, rater, score, revision, labelled_at)
       SELECT $1::uuid, "answerId", criterion, rater, score, $3::int, $4::timestamptz
       FROM jsonb_to_recordset($2::jsonb) AS new ("answerId" uuid, criterion text, rater text,
         score double precision)
       ON CONFLICT (experiment_id, answer_id, criterion, rater)
         DO UPDATE SET score = excluded.score, revision = excluded.revision,
           labelled_at = excluded.labelled_at`,
      [experimentId, JSON.stringify(labels), revision, at],
    );
  }

  override async page(
    experimentId: string,
    { limit, after }: { limit: number; after: LabelPlace | undefined },
  ): Promise<StoredLabel[]> {
    return this.database.manager.query(
      `SELECT answer_id AS "answerId", criterion, rater, score, revision,
         labelled_at AS "labelledAt"
       FROM labels
       WHERE experiment_id = $1
         AND ($2::uuid IS NULL OR (answer_id, criterion, rater) > ($2, $3::text, $4::text))
       ORDER BY answer_id, criterion, rater LIMIT $5`,
      [experimentId, after?.answerId, after?.criterion, after?.rater, limit],
    );
  }
}
