import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddGuards1795392060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE experiments ADD COLUMN guards jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE experiments DROP COLUMN guards');
  }
}
