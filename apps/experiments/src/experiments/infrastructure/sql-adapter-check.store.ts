import { Injectable } from '@nestjs/common';
import {
  AdapterCheckStore,
  type CheckedArm,
  type OpenCheck,
} from '../application/ports/adapter-checks.js';
import type { CheckOutcome } from '../domain/adapter-check.js';
import { isUuid, Sql } from './sql.js';

/** One a tuned model: its first questions, where possible without passages, which are answered so anyway. */
const WANTED = `
  SELECT DISTINCT ON (c.model) c.model, c.arm ->> 'label' AS arm, c.arm ->> 'base' AS base,
    c.dataset_version_id, (f.settings ->> 'rank')::int AS wanted_rank,
    (SELECT array_agg(id) FROM (
       SELECT q.id FROM chunks ch CROSS JOIN LATERAL unnest(ch.question_ids) WITH ORDINALITY AS q (id, place)
       WHERE ch.cell_id = c.id ORDER BY ch.first_rank, q.place LIMIT $2
     ) AS first) AS question_ids
  FROM cells c LEFT JOIN fine_tune_requests f ON f.id = c.fine_tune_request_id
  WHERE c.experiment_id = $1 AND c.model IS NOT NULL AND c.arm -> 'treatment' IS NOT NULL
    AND c.status IN ('waiting', 'running')
    AND NOT EXISTS (
      SELECT 1 FROM adapter_checks a WHERE a.experiment_id = c.experiment_id AND a.model = c.model
    )
  ORDER BY c.model, (c.context = 'closed-book') DESC, c.ordinal`;

@Injectable()
export class SqlAdapterCheckStore extends AdapterCheckStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async open(experimentId: string, questions: number): Promise<OpenCheck[]> {
    return this.sql.rows<OpenCheck>(
      `WITH wanted AS (${WANTED}), opened AS (
         INSERT INTO adapter_checks (id, experiment_id, model, arm, wanted_rank)
         SELECT gen_random_uuid(), $1, model, arm, wanted_rank FROM wanted
         ON CONFLICT DO NOTHING RETURNING id, model
       )
       SELECT opened.id AS "checkId", base, model AS tuned,
         dataset_version_id AS "datasetVersionId", question_ids AS "questionIds"
       FROM opened JOIN wanted USING (model) ORDER BY arm`,
      [experimentId, questions],
    );
  }

  override async close(checkId: string, outcome: CheckOutcome): Promise<CheckedArm | undefined> {
    if (!isUuid(checkId)) return undefined;
    return this.sql.row<CheckedArm>(
      `WITH closed AS (
         UPDATE adapter_checks SET outcome = $2 WHERE id = $1 AND outcome IS NULL
         RETURNING arm, model, wanted_rank
       ) SELECT arm, model, wanted_rank AS "wantedRank" FROM closed`,
      [checkId, JSON.stringify(outcome)],
    );
  }

  override async of(experimentId: string): Promise<{ arm: string; outcome: CheckOutcome }[]> {
    return this.sql.rows(
      `SELECT arm, outcome FROM adapter_checks
       WHERE experiment_id = $1 AND outcome IS NOT NULL ORDER BY arm, model`,
      [experimentId],
    );
  }
}
