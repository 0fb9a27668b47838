import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What arms are compared by; unknown for models registered before. */
export class AddServedFacts1795435203000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE models
        ADD COLUMN precision text,
        ADD COLUMN chat_template text,
        ADD COLUMN adapter_rank integer CHECK (adapter_rank > 0)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE models DROP COLUMN precision, DROP COLUMN chat_template, DROP COLUMN adapter_rank',
    );
  }
}
