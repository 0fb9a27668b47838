import type { Db } from 'pg-boss';
import type { EntityManager, QueryRunner } from 'typeorm';

interface PgResult {
  readonly rows: unknown[];
}
interface PgClient {
  query(text: string, values?: unknown[]): Promise<PgResult | PgResult[]>;
}

/** Runs pg-boss statements in a transaction of ours, so that a job exists only if it commits. */
export function bossInTransaction(manager: EntityManager): Db {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('a transaction is needed here');
  return onRunner(runner);
}

function onRunner(runner: QueryRunner): Db {
  return {
    // pg-boss sends several statements at once and reads the rows of each
    async executeSql(text, values) {
      const client = (await runner.connect()) as PgClient;
      const result = await client.query(text, values);
      return { rows: [result].flat().flatMap((part) => part.rows) };
    },
  };
}
