import { CancelledExperimentsTable, Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { CancelledExperiments } from '../../application/ports.js';

@Injectable()
export class DatabaseCancelledExperiments extends CancelledExperiments {
  constructor(
    private readonly database: Database,
    private readonly table: CancelledExperimentsTable,
  ) {
    super();
  }

  override async add(experimentId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.table.add(experimentId);
      await manager.query(
        `UPDATE fine_tune_requests SET status = 'cancelled'
         WHERE experiment_id = $1 AND status = 'waiting'`,
        [experimentId],
      );
    });
  }

  override async has(experimentId: string): Promise<boolean> {
    return this.table.has(experimentId);
  }
}
