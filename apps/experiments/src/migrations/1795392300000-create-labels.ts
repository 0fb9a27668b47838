import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people said of answers; `revision` is the number of the import that a label came with. */
export class CreateLabels1795392300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE labels (
        experiment_id uuid NOT NULL REFERENCES experiments,
        answer_id uuid NOT NULL,
        criterion text NOT NULL,
        rater text NOT NULL,
        score double precision NOT NULL CHECK (score BETWEEN 1 AND 5),
        revision int NOT NULL,
        labelled_at timestamptz NOT NULL,
        PRIMARY KEY (experiment_id, answer_id, criterion, rater),
        FOREIGN KEY (experiment_id, answer_id) REFERENCES answer_facts
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE labels');
  }
}
