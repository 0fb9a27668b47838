import pg from 'pg';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

type Class = new (...args: never[]) => object;

export interface DatabaseOptions {
  readonly url: string;
  /** PostgreSQL schema that holds the service's tables. */
  readonly schema: string;
  /** Most connections. */
  readonly pool: number;
  readonly entities: readonly Class[];
  /** In order of their names, which end in a timestamp; each runs once. */
  readonly migrations: readonly Class[];
}

/** Connects, creates the schema where it is missing and brings it up to date. */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, schema } = options;
  await ensureSchema(url, schema);
  const source = new DataSource({
    type: 'postgres',
    url,
    schema,
    poolSize: options.pool,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    // Migrations are plain SQL with unqualified names; they and raw queries find the schema here.
    extra: { options: `-c search_path=${schema}`, application_name: `equipoise-${schema}` },
  });
  await source.initialize();
  await source.runMigrations();
  return new Database(source);
}

async function ensureSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
  } finally {
    await client.end();
  }
}
