import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Criteria by version, and the evaluation steps frozen for a judge. */
export class CreateCriteria1795428000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE criteria (
        name text NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        description text NOT NULL,
        levels jsonb NOT NULL,
        needs_reference boolean NOT NULL,
        steps jsonb NOT NULL,
        text_key text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (name, version)
      );
      CREATE TABLE evaluation_steps (
        id uuid PRIMARY KEY,
        criterion text NOT NULL,
        criterion_version integer NOT NULL,
        judge_fingerprint text NOT NULL,
        source text NOT NULL CHECK (source IN ('judge', 'criterion')),
        steps jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (criterion, criterion_version, judge_fingerprint),
        FOREIGN KEY (criterion, criterion_version) REFERENCES criteria (name, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evaluation_steps; DROP TABLE criteria;');
  }
}
