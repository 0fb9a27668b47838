import { Injectable } from '@nestjs/common';
import { ProgressReader } from '../application/ports/journal-ports.js';
import type { FineTuneProgress, IndexProgress, Progress } from '../domain/progress.js';
import { Sql } from './sql.js';

// Judgements are due for answers that were given or may still be: each criterion, each repeat. What
// sequential stopping has made needless is not due; nor does it take waves back.
const COUNTS = `
  SELECT e.id AS "experimentId",
    coalesce(sum(ch.answered + ch.failed), 0)::int AS "answersDone",
    coalesce(sum(due), 0)::int * samples AS "answersTotal",
    coalesce(sum(ch.scored), 0)::int AS "judgementsDone",
    (coalesce(sum(due), 0)::int * samples - coalesce(sum(ch.failed), 0)::int) * scores_each
      AS "judgementsTotal",
    CASE WHEN is_sequential THEN
      coalesce(max(ch.wave) FILTER (WHERE ch.status NOT IN ('pending', 'cancelled', 'not-needed')) + 1, 0)
      ELSE 0 END AS wave,
    CASE WHEN is_sequential THEN coalesce(max(ch.wave) + 1, 0) ELSE 0 END AS waves,
    trials.done AS "judgeTrialsDone", trials.total AS "judgeTrialsTotal"
  FROM experiments e
  CROSS JOIN LATERAL (
    SELECT (e.settings #>> '{generation,samples}')::int AS samples,
      (e.settings #>> '{judge,repeats}')::int * jsonb_array_length(e.settings #> '{judge,criteria}')
        AS scores_each,
      e.settings #> '{analysis,sequential}' IS NOT NULL AS is_sequential
  ) AS s
  CROSS JOIN LATERAL (
    SELECT count(outcome)::int AS done, count(*)::int AS total
    FROM qualification_requests WHERE experiment_id = e.id
  ) AS trials
  LEFT JOIN chunks ch ON ch.experiment_id = e.id
  LEFT JOIN LATERAL (
    SELECT cardinality(ch.question_ids) AS due WHERE ch.status <> 'not-needed'
  ) AS d ON true
  WHERE e.id = ANY($1::uuid[])
  GROUP BY e.id, samples, scores_each, is_sequential, trials.done, trials.total`;

const FINE_TUNES = `
  SELECT experiment_id AS "experimentId", coalesce(nullif(fine_tune_id, ''), id::text) AS "fineTuneId",
    label, status, progress, step, total_steps AS "totalSteps", coalesce(loss, 0) AS loss,
    round(coalesce(eta_seconds, 0))::int AS "etaSeconds", detail
  FROM fine_tune_requests WHERE experiment_id = ANY($1::uuid[]) ORDER BY ordinal`;

const INDEXES = `
  SELECT experiment_id AS "experimentId", coalesce(index_id, '') AS "indexId", dataset,
    chunks_done AS "chunksDone", chunks_total AS "chunksTotal", status
  FROM index_requests WHERE experiment_id = ANY($1::uuid[]) ORDER BY dataset`;

type Of<T> = T & { readonly experimentId: string };
type Counts = Of<
  Pick<
    Progress,
    | 'answersDone'
    | 'answersTotal'
    | 'judgementsDone'
    | 'judgementsTotal'
    | 'wave'
    | 'waves'
    | 'judgeTrialsDone'
    | 'judgeTrialsTotal'
  >
>;
type IndexRow = Of<IndexProgress & { readonly status: string }>;

@Injectable()
export class SqlProgressReader extends ProgressReader {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async of(experimentId: string): Promise<Progress> {
    const progress = (await this.ofAll([experimentId])).get(experimentId);
    if (!progress) throw new Error(`experiment ${experimentId} is not stored`);
    return progress;
  }

  override async ofAll(experimentIds: readonly string[]): Promise<Map<string, Progress>> {
    const counts = await this.sql.rows<Counts>(COUNTS, [experimentIds]);
    const fineTunes = await this.sql.rows<Of<FineTuneProgress>>(FINE_TUNES, [experimentIds]);
    const indexes = await this.sql.rows<IndexRow>(INDEXES, [experimentIds]);
    return new Map(
      counts.map(({ experimentId, ...counted }) => {
        const own = <T extends { experimentId: string }>(rows: readonly T[]): T[] =>
          rows.filter((row) => row.experimentId === experimentId);
        return [experimentId, toProgress(counted, own(fineTunes), own(indexes))];
      }),
    );
  }

  override async lastEventAt(experimentId: string): Promise<Date | null> {
    const found = await this.sql.row<{ at: Date | null }>(
      'SELECT progress_at AS at FROM experiments WHERE id = $1',
      [experimentId],
    );
    return found?.at ?? null;
  }

  override async setLastEventAt(experimentId: string, at: Date): Promise<void> {
    await this.sql.run('UPDATE experiments SET progress_at = $2 WHERE id = $1', [experimentId, at]);
  }
}

function toProgress(
  counts: Omit<Counts, 'experimentId'>,
  fineTunes: readonly Of<FineTuneProgress>[],
  indexes: readonly IndexRow[],
): Progress {
  return {
    ...counts,
    fineTunesDone: fineTunes.filter(({ status }) => status === 'succeeded').length,
    fineTunesTotal: fineTunes.length,
    indexesDone: indexes.filter(({ status }) => status === 'ready').length,
    indexesTotal: indexes.length,
    fineTunes: fineTunes.map(({ experimentId: _, ...fineTune }) => fineTune),
    indexes: indexes.map(({ experimentId: _, status: __, ...index }) => index),
  };
}
