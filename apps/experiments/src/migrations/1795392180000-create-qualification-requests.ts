import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trials of the judge: one for each dataset of an experiment; open until there is an outcome. */
export class CreateQualificationRequests1795392180000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE qualification_requests (
        experiment_id uuid NOT NULL REFERENCES experiments,
        dataset_version_id text NOT NULL,
        dataset text NOT NULL,
        outcome jsonb,
        PRIMARY KEY (experiment_id, dataset_version_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE qualification_requests');
  }
}
