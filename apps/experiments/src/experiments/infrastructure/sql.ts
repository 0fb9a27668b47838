import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';

/** Plain SQL in the transaction under way, or statement by statement. */
@Injectable()
export class Sql {
  constructor(private readonly database: Database) {}

  /** Rows of a SELECT; a statement that changes rows is put into a WITH to read what it returns. */
  async rows<R>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.database.manager.query(text, [...values]);
  }

  async row<R>(text: string, values: readonly unknown[] = []): Promise<R | undefined> {
    const [first] = await this.rows<R>(text, values);
    return first;
  }

  async run(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.database.manager.query(text, [...values]);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PostgreSQL refuses to compare a uuid column with anything else. */
export const isUuid = (text: string): boolean => UUID.test(text);
