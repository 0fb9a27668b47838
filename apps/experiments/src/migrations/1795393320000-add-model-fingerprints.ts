import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What gave each answer; empty for answers that failed and for those from before. */
export class AddModelFingerprints1795393320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE answer_facts ADD COLUMN model_fingerprint text NOT NULL DEFAULT ''`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE answer_facts DROP COLUMN model_fingerprint');
  }
}
