import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { CancelledExperiments } from '../application/ports.js';
import { CancelledExperimentRow } from './cancelled-experiment.row.js';

@Injectable()
export class TypeOrmCancelledExperiments extends CancelledExperiments {
  constructor(private readonly database: Database) {
    super();
  }

  override async add(experimentId: string): Promise<void> {
    await this.database.manager.upsert(CancelledExperimentRow, { experimentId }, ['experimentId']);
  }

  override async has(experimentId: string): Promise<boolean> {
    return this.database.manager.existsBy(CancelledExperimentRow, { experimentId });
  }
}
