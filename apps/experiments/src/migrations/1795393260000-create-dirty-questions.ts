import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Test questions that training knows; a dataset without a row was not looked through. */
export class CreateDirtyQuestions1795393260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dirty_questions (
        experiment_id uuid NOT NULL REFERENCES experiments,
        dataset text NOT NULL,
        question_ids text[] NOT NULL,
        PRIMARY KEY (experiment_id, dataset)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dirty_questions');
  }
}
