import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../application/ports.js';

@Injectable()
export class DatabaseUnitOfWork extends UnitOfWork {
  constructor(private readonly database: Database) {
    super();
  }

  override async run<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }
}
