import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateModels1795435200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE models (
        name text PRIMARY KEY,
        provider text NOT NULL CHECK (provider IN ('openai', 'local')),
        base text,
        adapter_digest text,
        adapter_file text,
        endpoint text,
        remote_name text,
        api_key_ref text,
        context_tokens integer,
        max_concurrency integer,
        timeout_ms integer,
        token_probabilities boolean NOT NULL,
        input_usd_per_million double precision NOT NULL,
        output_usd_per_million double precision NOT NULL,
        licence text NOT NULL,
        size_bytes bigint NOT NULL,
        CHECK (provider <> 'openai' OR (endpoint IS NOT NULL AND remote_name IS NOT NULL)),
        CHECK (provider <> 'local' OR (base IS NOT NULL AND adapter_file IS NOT NULL))
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE models');
  }
}
