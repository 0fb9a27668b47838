import { type Analysis, storedAnalysis } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { AnalysisStore } from '../application/ports/results.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlAnalysisStore extends AnalysisStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async put(experimentId: string, analysis: Analysis, at: Date): Promise<void> {
    await this.sql.run(
      `INSERT INTO analyses (experiment_id, analysis, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (experiment_id) DO UPDATE SET analysis = $2, created_at = $3`,
      [experimentId, JSON.stringify(analysis), at],
    );
  }

  override async find(experimentId: string): Promise<Analysis | undefined> {
    const found = await this.sql.row<{ analysis: Analysis }>(
      'SELECT analysis FROM analyses WHERE experiment_id = $1',
      [experimentId],
    );
    return found && storedAnalysis(found.analysis);
  }
}
