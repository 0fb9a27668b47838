import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIndexes1795392001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE indexes (
        index_id char(64) PRIMARY KEY,
        dataset_version_id char(64) NOT NULL,
        chunk_tokens int NOT NULL,
        overlap_tokens int NOT NULL,
        embedder text NOT NULL,
        status text NOT NULL CHECK (status IN ('building', 'ready', 'failed')),
        chunks int CHECK (chunks > 0),
        average_terms float8 CHECK (average_terms > 0),
        reason text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE index_chunks (
        index_id char(64) NOT NULL REFERENCES indexes ON DELETE CASCADE,
        position int NOT NULL CHECK (position >= 0),
        document_id text NOT NULL,
        ordinal int NOT NULL,
        title text NOT NULL,
        text text NOT NULL,
        first_paragraph int NOT NULL,
        last_paragraph int NOT NULL,
        tokens int NOT NULL,
        cuts_sentence boolean NOT NULL,
        PRIMARY KEY (index_id, position)
      )`);
    await runner.query(`CREATE INDEX ON index_chunks (index_id, document_id)`);
    await runner.query(`
      CREATE TABLE index_vectors (
        index_id char(64) NOT NULL,
        position int NOT NULL,
        dense bytea NOT NULL,
        term_ids bytea NOT NULL,
        term_weights bytea NOT NULL,
        PRIMARY KEY (index_id, position),
        FOREIGN KEY (index_id, position) REFERENCES index_chunks ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE retrievals (
        index_id char(64) NOT NULL REFERENCES indexes ON DELETE CASCADE,
        mode text NOT NULL CHECK (mode IN ('hybrid', 'dense', 'bm25')),
        top_k int NOT NULL CHECK (top_k > 0),
        question_id text NOT NULL,
        positions int[] NOT NULL,
        scores float8[] NOT NULL,
        relevant boolean[] NOT NULL,
        recall float8,
        ndcg float8,
        reciprocal_rank float8,
        hit float8,
        PRIMARY KEY (index_id, mode, top_k, question_id),
        CHECK (cardinality(positions) = cardinality(scores)),
        CHECK (cardinality(positions) = cardinality(relevant))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE retrievals, index_vectors, index_chunks, indexes`);
  }
}
