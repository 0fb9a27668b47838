import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { CancelledExperiments } from '../application/ports.js';

@Injectable()
export class DatabaseCancelledExperiments extends CancelledExperiments {
  constructor(private readonly database: Database) {
    super();
  }

  override async add(experimentId: string): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO cancelled_experiments (experiment_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [experimentId],
    );
  }

  override async has(experimentId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM cancelled_experiments WHERE experiment_id = $1',
      [experimentId],
    );
    return rows.length > 0;
  }
}
