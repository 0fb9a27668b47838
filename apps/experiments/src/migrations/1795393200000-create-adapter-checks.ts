import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tuned models beside their bases: one for each model of an experiment; open until there is an outcome. */
export class CreateAdapterChecks1795393200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE adapter_checks (
        id uuid PRIMARY KEY,
        experiment_id uuid NOT NULL REFERENCES experiments,
        model text NOT NULL,
        arm text NOT NULL,
        wanted_rank int,
        outcome jsonb,
        UNIQUE (experiment_id, model)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE adapter_checks');
  }
}
