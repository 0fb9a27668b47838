import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE fine_tunes (
    id text PRIMARY KEY,
    base text NOT NULL,
    dataset_version_id text NOT NULL,
    train_size integer NOT NULL,
    seed bigint NOT NULL,
    training_format text NOT NULL,
    settings jsonb NOT NULL,
    backend text NOT NULL,
    status text NOT NULL DEFAULT 'queued',
    reason text NOT NULL DEFAULT '',
    detail text NOT NULL DEFAULT '',
    progress double precision NOT NULL DEFAULT 0,
    step integer NOT NULL DEFAULT 0,
    total_steps integer NOT NULL DEFAULT 0,
    loss double precision,
    eta_seconds double precision,
    attempt integer NOT NULL DEFAULT 0,
    adapter_model text,
    adapter_path text,
    adapter_digest text,
    provenance jsonb,
    created_at timestamptz(3) NOT NULL
  )`,
  'CREATE INDEX fine_tunes_newest ON fine_tunes (created_at DESC, id DESC)',
  `CREATE TABLE fine_tune_requests (
    request_id uuid PRIMARY KEY,
    experiment_id uuid NOT NULL,
    fine_tune_id text NOT NULL REFERENCES fine_tunes (id)
  )`,
  `CREATE TABLE fine_tune_attempts (
    fine_tune_id text NOT NULL REFERENCES fine_tunes (id),
    attempt integer NOT NULL,
    started_at timestamptz(3) NOT NULL,
    wall_seconds double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (fine_tune_id, attempt)
  )`,
  `CREATE TABLE fine_tune_losses (
    fine_tune_id text NOT NULL REFERENCES fine_tunes (id),
    step integer NOT NULL,
    loss double precision NOT NULL,
    learning_rate double precision,
    PRIMARY KEY (fine_tune_id, step)
  )`,
  'CREATE TABLE cancelled_experiments (experiment_id uuid PRIMARY KEY)',
];

export class CreateFineTunes1795392000000 implements MigrationInterface {
  readonly name = 'CreateFineTunes1795392000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE cancelled_experiments, fine_tune_losses, fine_tune_attempts, fine_tune_requests, fine_tunes',
    );
  }
}
