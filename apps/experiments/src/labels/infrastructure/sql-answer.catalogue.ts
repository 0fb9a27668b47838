import type { Context } from '@equipoise/contracts';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AnswerCatalogue } from '../application/ports.js';
import type { LabellableAnswer } from '../domain/drawn-answers.js';

interface AnswerStatus {
  readonly id: string;
  readonly status: 'answered' | 'failed';
}

@Injectable()
export class SqlAnswerCatalogue extends AnswerCatalogue {
  constructor(private readonly database: Database) {
    super();
  }

  override async statusOf(
    experimentId: string,
    answerIds: readonly string[],
  ): Promise<Map<string, 'answered' | 'failed'>> {
    const rows: AnswerStatus[] = await this.database.manager.query(
      `SELECT answer_id AS id, status FROM answer_facts
       WHERE experiment_id = $1 AND answer_id = ANY ($2::uuid[])`,
      [experimentId, answerIds],
    );
    return new Map(rows.map(({ id, status }) => [id, status]));
  }

  override async given(
    experimentId: string,
    context: Context | undefined,
  ): Promise<LabellableAnswer[]> {
    return this.database.manager.query(
      `SELECT a.answer_id AS "answerId", a.cell_id AS "cellId", a.question_id AS "questionId",
         c.dataset, c.dataset_version_id AS "datasetVersionId"
       FROM answer_facts a JOIN cells c ON c.id = a.cell_id
       WHERE a.experiment_id = $1 AND a.status = 'answered'
         AND ($2::text IS NULL OR c.context = $2)`,
      [experimentId, context],
    );
  }
}
