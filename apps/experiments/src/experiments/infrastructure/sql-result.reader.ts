import { Injectable } from '@nestjs/common';
import {
  type AnswerPlace,
  type JudgementPlace,
  type ListedAnswer,
  type ListedJudgement,
  ResultReader,
} from '../application/ports/results.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlResultReader extends ResultReader {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async answers(
    experimentId: string,
    page: { limit: number; after: AnswerPlace | undefined; cellId: string | undefined },
  ): Promise<ListedAnswer[]> {
    const { limit, after, cellId } = page;
    return this.sql.rows<ListedAnswer>(
      `SELECT a.answer_id AS "answerId", a.cell_id AS "cellId", c.arm ->> 'label' AS arm, c.dataset,
         c.dataset_version_id AS "datasetVersionId", c.context, a.question_id AS "questionId",
         a.status, a.failure, a.question_rank AS "questionRank", c.ordinal AS "cellOrdinal", a.sample,
         coalesce(judged.scores, '[]'::jsonb) AS scores
       FROM answer_facts a JOIN cells c ON c.id = a.cell_id
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('criterion', criterion, 'mean', mean, 'repeats', repeats,
           'missing', missing) ORDER BY criterion) AS scores
         FROM (
           SELECT criterion, avg(score) AS mean, count(*) AS repeats,
             count(*) FILTER (WHERE score IS NULL) AS missing
           FROM scores s WHERE s.experiment_id = a.experiment_id AND s.answer_id = a.answer_id
           GROUP BY criterion
         ) AS by_criterion
       ) AS judged ON true
       WHERE a.experiment_id = $1 AND ($2::text IS NULL OR a.cell_id::text = $2)
         AND ($3::int IS NULL OR (a.question_rank, c.ordinal, a.sample) > ($3, $4::int, $5::int))
       ORDER BY a.question_rank, c.ordinal, a.sample LIMIT $6`,
      [experimentId, cellId, after?.questionRank, after?.cellOrdinal, after?.sample, limit],
    );
  }

  override async judgements(
    experimentId: string,
    { limit, after }: { limit: number; after: JudgementPlace | undefined },
  ): Promise<ListedJudgement[]> {
    return this.sql.rows<ListedJudgement>(
      `SELECT s.answer_id AS "answerId", a.cell_id AS "cellId", a.question_id AS "questionId",
         s.criterion, s.repeat, s.score, s.leaked_mass AS "leakedMass", s.attempts,
         e.settings #>> '{judge,estimator}' AS estimator
       FROM scores s
       JOIN experiments e ON e.id = s.experiment_id
       JOIN answer_facts a ON a.experiment_id = s.experiment_id AND a.answer_id = s.answer_id
       WHERE s.experiment_id = $1
         AND ($2::uuid IS NULL OR (s.answer_id, s.criterion, s.repeat) > ($2, $3::text, $4::int))
       ORDER BY s.answer_id, s.criterion, s.repeat LIMIT $5`,
      [experimentId, after?.answerId, after?.criterion, after?.repeat, limit],
    );
  }
}
