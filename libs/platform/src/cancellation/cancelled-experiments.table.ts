import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** The service's table `cancelled_experiments (experiment_id uuid PRIMARY KEY)`: work that is void. */
@Injectable()
export class CancelledExperimentsTable {
  constructor(private readonly database: Database) {}

  /** Saying it twice is harmless. */
  async add(experimentId: string): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO cancelled_experiments (experiment_id) VALUES ($1) ON CONFLICT DO NOTHING',
      [experimentId],
    );
  }

  async has(experimentId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.manager.query(
      'SELECT 1 FROM cancelled_experiments WHERE experiment_id = $1',
      [experimentId],
    );
    return rows.length > 0;
  }
}
