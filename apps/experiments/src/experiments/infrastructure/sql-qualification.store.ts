import { Injectable } from '@nestjs/common';
import {
  type DatasetQualification,
  type QualificationOutcome,
  QualificationStore,
} from '../application/ports/qualifications.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlQualificationStore extends QualificationStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async open(experimentId: string): Promise<string[]> {
    const opened = await this.sql.rows<{ id: string }>(
      `WITH opened AS (
         INSERT INTO qualification_requests (experiment_id, dataset_version_id, dataset)
         SELECT DISTINCT experiment_id, dataset_version_id, dataset FROM cells
         WHERE experiment_id = $1 AND status = 'running'
         ON CONFLICT DO NOTHING RETURNING dataset_version_id
       ) SELECT dataset_version_id AS id FROM opened`,
      [experimentId],
    );
    return opened.map(({ id }) => id);
  }

  override async hasOpen(experimentId: string): Promise<boolean> {
    const open = await this.sql.row(
      'SELECT 1 FROM qualification_requests WHERE experiment_id = $1 AND outcome IS NULL LIMIT 1',
      [experimentId],
    );
    return open !== undefined;
  }

  override async close(
    experimentId: string,
    datasetVersionId: string,
    outcome: QualificationOutcome,
  ): Promise<void> {
    await this.sql.run(
      `UPDATE qualification_requests SET outcome = $3
       WHERE experiment_id = $1 AND dataset_version_id = $2 AND outcome IS NULL`,
      [experimentId, datasetVersionId, JSON.stringify(outcome)],
    );
  }

  override async of(experimentId: string): Promise<DatasetQualification[]> {
    const rows = await this.sql.rows<{ dataset: string; outcome: QualificationOutcome }>(
      `SELECT dataset, outcome FROM qualification_requests
       WHERE experiment_id = $1 AND outcome IS NOT NULL ORDER BY dataset`,
      [experimentId],
    );
    return rows.map(({ dataset, outcome }) => ({ dataset, ...outcome }));
  }
}
