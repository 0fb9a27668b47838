import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateExperiments1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE experiments (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        status text NOT NULL,
        reason text NOT NULL DEFAULT '',
        spec jsonb NOT NULL,
        settings jsonb NOT NULL,
        warnings text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        progress_at timestamptz
      );
      CREATE INDEX experiments_newest ON experiments (created_at DESC, id DESC);
      CREATE INDEX experiments_open ON experiments (id) WHERE ended_at IS NULL;

      CREATE TABLE idempotency_keys (
        key text PRIMARY KEY,
        spec_digest text NOT NULL,
        experiment_id uuid NOT NULL
      );

      CREATE TABLE fine_tune_requests (
        id uuid PRIMARY KEY,
        experiment_id uuid NOT NULL REFERENCES experiments,
        ordinal int NOT NULL,
        label text NOT NULL,
        base text NOT NULL,
        dataset_version_id text NOT NULL,
        train_size int NOT NULL,
        seed int NOT NULL,
        training_format text NOT NULL,
        settings jsonb NOT NULL,
        status text NOT NULL DEFAULT 'waiting',
        reason text NOT NULL DEFAULT '',
        fine_tune_id text NOT NULL DEFAULT '',
        progress double precision NOT NULL DEFAULT 0,
        step int NOT NULL DEFAULT 0,
        total_steps int NOT NULL DEFAULT 0,
        loss double precision,
        eta_seconds double precision,
        detail text NOT NULL DEFAULT '',
        wall_seconds double precision NOT NULL DEFAULT 0
      );
      CREATE INDEX fine_tune_requests_of ON fine_tune_requests (experiment_id, ordinal);

      CREATE TABLE index_requests (
        experiment_id uuid NOT NULL REFERENCES experiments,
        dataset_version_id text NOT NULL,
        dataset text NOT NULL,
        status text NOT NULL DEFAULT 'waiting',
        index_id text,
        chunks_done int NOT NULL DEFAULT 0,
        chunks_total int NOT NULL DEFAULT 0,
        PRIMARY KEY (experiment_id, dataset_version_id)
      );

      CREATE TABLE cells (
        id uuid PRIMARY KEY,
        experiment_id uuid NOT NULL REFERENCES experiments,
        ordinal int NOT NULL,
        arm jsonb NOT NULL,
        dataset text NOT NULL,
        dataset_version_id text NOT NULL,
        context text NOT NULL,
        questions int NOT NULL,
        model text,
        fine_tune_request_id uuid REFERENCES fine_tune_requests,
        status text NOT NULL DEFAULT 'waiting',
        reason text NOT NULL DEFAULT '',
        UNIQUE (experiment_id, ordinal)
      );
      CREATE INDEX cells_of_fine_tune ON cells (fine_tune_request_id);

      CREATE TABLE chunks (
        id uuid PRIMARY KEY,
        experiment_id uuid NOT NULL REFERENCES experiments,
        cell_id uuid NOT NULL REFERENCES cells,
        position int NOT NULL,
        first_rank int NOT NULL,
        question_ids text[] NOT NULL,
        status text NOT NULL DEFAULT 'pending',
        answered int NOT NULL DEFAULT 0,
        failed int NOT NULL DEFAULT 0,
        scored int NOT NULL DEFAULT 0,
        answer_usage jsonb,
        judge_usage jsonb,
        cost_usd double precision NOT NULL DEFAULT 0
      );
      CREATE INDEX chunks_in_order ON chunks (experiment_id, status, position);
      CREATE INDEX chunks_of_cell ON chunks (cell_id, status);

      CREATE TABLE answer_facts (
        experiment_id uuid NOT NULL REFERENCES experiments,
        answer_id uuid NOT NULL,
        chunk_id uuid NOT NULL REFERENCES chunks,
        cell_id uuid NOT NULL REFERENCES cells,
        question_id text NOT NULL,
        question_rank int NOT NULL,
        cluster text NOT NULL,
        sample int NOT NULL,
        status text NOT NULL,
        failure text NOT NULL,
        words int NOT NULL,
        exact_match double precision NOT NULL,
        token_f1 double precision NOT NULL,
        rouge_l double precision NOT NULL,
        retrieval jsonb,
        PRIMARY KEY (experiment_id, answer_id)
      );
      CREATE UNIQUE INDEX answer_facts_once ON answer_facts (cell_id, question_id, sample);
      CREATE INDEX answer_facts_in_order ON answer_facts (experiment_id, question_rank, cell_id, sample);
      CREATE INDEX answer_facts_of_chunk ON answer_facts (chunk_id);

      CREATE TABLE scores (
        experiment_id uuid NOT NULL REFERENCES experiments,
        answer_id uuid NOT NULL,
        criterion text NOT NULL,
        repeat int NOT NULL,
        score double precision,
        leaked_mass double precision NOT NULL,
        attempts int NOT NULL,
        PRIMARY KEY (experiment_id, answer_id, criterion, repeat)
      );

      CREATE TABLE experiment_events (
        id bigserial PRIMARY KEY,
        experiment_id uuid NOT NULL REFERENCES experiments,
        type text NOT NULL,
        data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL
      );
      CREATE INDEX experiment_events_of ON experiment_events (experiment_id, id);

      CREATE TABLE analyses (
        experiment_id uuid PRIMARY KEY REFERENCES experiments,
        analysis jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE analyses, experiment_events, scores, answer_facts, chunks, cells, index_requests,
        fine_tune_requests, idempotency_keys, experiments
    `);
  }
}
