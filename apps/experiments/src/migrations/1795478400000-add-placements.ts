import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where adapters are to be trained, and the time of GPUs that it took. */
export class AddPlacements1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE fine_tune_requests
         ADD COLUMN placement jsonb NOT NULL DEFAULT '{}',
         ADD COLUMN gpu_seconds double precision NOT NULL DEFAULT 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE fine_tune_requests DROP COLUMN placement, DROP COLUMN gpu_seconds',
    );
  }
}
