import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGenerations1795435201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE generations (
        content_key text PRIMARY KEY,
        model_fingerprint text NOT NULL,
        text text NOT NULL,
        finish_reason text NOT NULL,
        prompt_tokens integer NOT NULL,
        completion_tokens integer NOT NULL,
        latency_ms double precision NOT NULL,
        cost_usd double precision NOT NULL,
        attempts integer NOT NULL,
        token_probabilities jsonb NOT NULL,
        leaked_mass double precision NOT NULL,
        purpose text NOT NULL,
        experiment_id uuid,
        bought_for text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE generations');
  }
}
