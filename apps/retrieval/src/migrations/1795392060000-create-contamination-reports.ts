import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContaminationReports1795392060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contamination_reports (
        version_id char(64) NOT NULL,
        rules int NOT NULL,
        findings jsonb NOT NULL,
        PRIMARY KEY (version_id, rules)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contamination_reports');
  }
}
