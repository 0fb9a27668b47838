import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../application/ports/stores.js';

@Injectable()
export class DatabaseTransactions extends Transactions {
  constructor(private readonly database: Database) {
    super();
  }

  override async run<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }
}
