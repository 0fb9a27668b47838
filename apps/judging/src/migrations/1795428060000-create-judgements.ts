import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Judgements by content id, and the experiments whose work is void. */
export class CreateJudgements1795428060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE judgements (
        id uuid PRIMARY KEY,
        answer_id uuid NOT NULL,
        criterion text NOT NULL,
        criterion_version integer NOT NULL,
        judge_fingerprint text NOT NULL,
        estimator text NOT NULL CHECK (estimator IN ('samples', 'token-probability')),
        temperature double precision NOT NULL,
        form text NOT NULL,
        steps_id uuid NOT NULL REFERENCES evaluation_steps (id),
        repeat integer NOT NULL CHECK (repeat >= 0),
        sample_index integer NOT NULL CHECK (sample_index >= 0),
        score double precision CHECK (score BETWEEN 1 AND 5),
        missing text CHECK (missing IN ('unreadable', 'error')),
        failure text NOT NULL,
        leaked_mass double precision NOT NULL CHECK (leaked_mass BETWEEN 0 AND 1),
        attempts integer NOT NULL,
        raw text NOT NULL,
        chunk_id uuid NOT NULL,
        usage jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((score IS NULL) = (missing IS NOT NULL))
      );
      CREATE INDEX judgements_by_answer ON judgements (answer_id);
      CREATE TABLE cancelled_experiments (
        experiment_id uuid PRIMARY KEY,
        cancelled_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cancelled_experiments; DROP TABLE judgements;');
  }
}
