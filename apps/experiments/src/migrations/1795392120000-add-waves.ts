import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Chunks of experiments from before have one wave, as with fixed stopping. */
export class AddWaves1795392120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chunks ADD COLUMN wave int NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chunks DROP COLUMN wave');
  }
}
