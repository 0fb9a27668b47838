import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDatasets1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createVersions(runner);
    await createContent(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE import_issues, questions, documents, dataset_versions`);
  }
}

async function createVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE dataset_versions (
        name text NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        version_id char(64) NOT NULL,
        format text NOT NULL,
        documents int NOT NULL,
        train_questions int NOT NULL,
        test_questions int NOT NULL,
        unanswerable int NOT NULL,
        evidence_unmatched int NOT NULL,
        rows_skipped int NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (name, version),
        UNIQUE (name, version_id)
      )`);
  await runner.query(`CREATE INDEX ON dataset_versions (version_id)`);
  await runner.query(`CREATE INDEX ON dataset_versions (created_at DESC, name, version DESC)`);
  await runner.query(`
      CREATE TABLE import_issues (
        name text NOT NULL,
        version int NOT NULL,
        ordinal int NOT NULL,
        file text NOT NULL,
        line int NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        message text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('error', 'warning')),
        PRIMARY KEY (name, version, ordinal),
        FOREIGN KEY (name, version) REFERENCES dataset_versions
      )`);
}

async function createContent(runner: QueryRunner): Promise<void> {
  // Two names may stand for one content, so content hangs on version_id alone.
  await runner.query(`
      CREATE TABLE documents (
        version_id char(64) NOT NULL,
        ordinal int NOT NULL,
        document_id text NOT NULL,
        title text NOT NULL,
        paragraphs text[] NOT NULL CHECK (cardinality(paragraphs) > 0),
        PRIMARY KEY (version_id, ordinal),
        UNIQUE (version_id, document_id)
      )`);
  await runner.query(`
      CREATE TABLE questions (
        version_id char(64) NOT NULL,
        ordinal int NOT NULL,
        question_id text NOT NULL,
        cluster text NOT NULL,
        split text NOT NULL CHECK (split IN ('train', 'test')),
        text text NOT NULL,
        type text NOT NULL,
        reference_answers text[] NOT NULL,
        document_ids text[] NOT NULL,
        evidence text[] NOT NULL,
        PRIMARY KEY (version_id, ordinal),
        UNIQUE (version_id, question_id)
      )`);
}
