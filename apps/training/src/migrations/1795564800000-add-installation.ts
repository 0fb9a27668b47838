import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddInstallation1795564800000 implements MigrationInterface {
  readonly name = 'AddInstallation1795564800000';

  async up(runner: QueryRunner): Promise<void> {
    // One row: it goes where the data goes.
    await runner.query(
      `CREATE TABLE installation (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only)
      )`,
    );
    await runner.query('INSERT INTO installation DEFAULT VALUES');
    await runner.query(
      'ALTER TABLE fine_tune_attempts ADD fee_usd double precision NOT NULL DEFAULT 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fine_tune_attempts DROP fee_usd');
    await runner.query('DROP TABLE installation');
  }
}
