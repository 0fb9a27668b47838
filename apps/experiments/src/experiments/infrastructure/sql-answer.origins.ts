import { Injectable } from '@nestjs/common';
import { AnswerOrigins, type ChangedModel } from '../application/ports/adapter-checks.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlAnswerOrigins extends AnswerOrigins {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async changedModels(experimentId: string): Promise<ChangedModel[]> {
    return this.sql.rows<ChangedModel>(
      `SELECT c.model, array_agg(DISTINCT a.model_fingerprint) AS fingerprints
       FROM answer_facts a JOIN cells c ON c.id = a.cell_id
       WHERE a.experiment_id = $1 AND a.model_fingerprint <> ''
       GROUP BY c.model HAVING count(DISTINCT a.model_fingerprint) > 1 ORDER BY c.model`,
      [experimentId],
    );
  }
}
