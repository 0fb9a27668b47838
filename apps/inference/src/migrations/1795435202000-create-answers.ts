import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAnswers1795435202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE readings (
        id text PRIMARY KEY,
        passages jsonb NOT NULL
      )
    `);
    await runner.query(`
      CREATE TABLE answers (
        id uuid PRIMARY KEY,
        experiment_id uuid NOT NULL,
        cell_id uuid NOT NULL,
        question_id text NOT NULL,
        dataset_version_id text NOT NULL,
        sample integer NOT NULL,
        reading_id text NOT NULL REFERENCES readings (id),
        generation_id text REFERENCES generations (content_key),
        failure text,
        CHECK ((generation_id IS NULL) <> (failure IS NULL))
      )
    `);
    await runner.query(`
      CREATE TABLE cancelled_experiments (
        experiment_id uuid PRIMARY KEY,
        cancelled_at timestamptz NOT NULL DEFAULT now()
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cancelled_experiments, answers, readings');
  }
}
