import { Injectable } from '@nestjs/common';
import { type IdempotencyClaim, IdempotencyKeys } from '../application/ports/stores.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlIdempotencyKeys extends IdempotencyKeys {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async find(key: string): Promise<IdempotencyClaim | undefined> {
    return this.sql.row<IdempotencyClaim>(
      `SELECT spec_digest AS "specDigest", experiment_id AS "experimentId"
       FROM idempotency_keys WHERE key = $1`,
      [key],
    );
  }

  override async claim(key: string, claim: IdempotencyClaim): Promise<boolean> {
    const claimed = await this.sql.rows(
      `WITH new AS (
         INSERT INTO idempotency_keys (key, spec_digest, experiment_id) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING key
       ) SELECT key FROM new`,
      [key, claim.specDigest, claim.experimentId],
    );
    return claimed.length > 0;
  }
}
