import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE fine_tunes ADD adapter_format text NOT NULL DEFAULT 'gguf'`,
  // Whoever asked before was answered, or is by the job that is under way.
  `ALTER TABLE fine_tune_requests
    ADD status text NOT NULL DEFAULT 'answered',
    ADD placement jsonb NOT NULL DEFAULT '{}',
    ADD created_at timestamptz(3) NOT NULL DEFAULT now()`,
  `ALTER TABLE fine_tune_requests ALTER status SET DEFAULT 'waiting'`,
  `CREATE INDEX fine_tune_requests_waiting ON fine_tune_requests (fine_tune_id) WHERE status = 'waiting'`,
  `ALTER TABLE fine_tune_attempts
    ADD external_id text,
    ADD place text NOT NULL DEFAULT '',
    ADD gpus integer NOT NULL DEFAULT 0,
    ADD usd_per_gpu_hour double precision NOT NULL DEFAULT 0,
    ADD ended_at timestamptz(3),
    ADD outcome text NOT NULL DEFAULT ''`,
  'CREATE UNIQUE INDEX fine_tune_attempts_external ON fine_tune_attempts (fine_tune_id, external_id)',
  `CREATE TABLE training_runs (
    fine_tune_id text NOT NULL REFERENCES fine_tunes (id),
    number integer NOT NULL,
    external_id text NOT NULL DEFAULT '',
    placement jsonb NOT NULL,
    token_sha256 text,
    step integer,
    total_steps integer,
    loss double precision,
    reported_at timestamptz,
    seen_at timestamptz,
    stop_reason text NOT NULL DEFAULT '',
    began_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3),
    outcome text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    released_at timestamptz(3),
    PRIMARY KEY (fine_tune_id, number)
  )`,
  'CREATE UNIQUE INDEX training_runs_open ON training_runs (fine_tune_id) WHERE ended_at IS NULL',
  'CREATE INDEX training_runs_kept ON training_runs (fine_tune_id) WHERE released_at IS NULL',
  'CREATE INDEX training_runs_external ON training_runs (external_id)',
];

export class AddTrainingRuns1795478400000 implements MigrationInterface {
  readonly name = 'AddTrainingRuns1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE training_runs');
    await runner.query('DROP INDEX fine_tune_attempts_external');
    await runner.query(
      `ALTER TABLE fine_tune_attempts DROP external_id, DROP place, DROP gpus, DROP usd_per_gpu_hour, DROP ended_at, DROP outcome`,
    );
    await runner.query('DROP INDEX fine_tune_requests_waiting');
    await runner.query(
      'ALTER TABLE fine_tune_requests DROP status, DROP placement, DROP created_at',
    );
    await runner.query('ALTER TABLE fine_tunes DROP adapter_format');
  }
}
