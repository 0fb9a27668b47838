import type { JudgementsReady } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { FactStore } from '../application/ports/stores.js';
import type { Chunk } from '../domain/chunk.js';
import type { AnswerFact } from '../domain/facts.js';
import { Sql } from './sql.js';

@Injectable()
export class SqlFactStore extends FactStore {
  constructor(private readonly sql: Sql) {
    super();
  }

  override async addAnswers(chunk: Chunk, facts: readonly AnswerFact[]): Promise<void> {
    const { experimentId, id, cellId } = chunk;
    await this.sql.run(
      `INSERT INTO answer_facts (experiment_id, chunk_id, cell_id, answer_id, question_id,
         question_rank, cluster, sample, status, failure, words, exact_match, token_f1, rouge_l,
         model_fingerprint, retrieval)
       SELECT $1::uuid, $2::uuid, $3::uuid, "answerId", "questionId", "questionRank", cluster,
         sample, status, failure, words, "exactMatch", "tokenF1", "rougeL",
         "modelFingerprint", retrieval
       FROM jsonb_to_recordset($4::jsonb) AS new ("answerId" uuid, "questionId" text,
         "questionRank" int, cluster text, sample int, status text, failure text, words int,
         "exactMatch" double precision, "tokenF1" double precision, "rougeL" double precision,
         "modelFingerprint" text, retrieval jsonb)
       ON CONFLICT DO NOTHING`,
      [experimentId, id, cellId, JSON.stringify(facts)],
    );
    await this.sql.run(
      `UPDATE chunks SET (answered, failed) = (
         SELECT count(*) FILTER (WHERE status = 'answered'), count(*) FILTER (WHERE status = 'failed')
         FROM answer_facts WHERE chunk_id = $1
       ) WHERE id = $1`,
      [id],
    );
  }

  override async addScores(chunk: Chunk, scores: JudgementsReady['judgements']): Promise<void> {
    await this.sql.run(
      `WITH added AS (
         INSERT INTO scores (experiment_id, answer_id, criterion, repeat, score, leaked_mass, attempts)
         SELECT $2::uuid, new."answerId", criterion, repeat, score, "leakedMass", attempts
         FROM jsonb_to_recordset($3::jsonb) AS new ("answerId" uuid, criterion text, repeat int,
           score double precision, "leakedMass" double precision, attempts int)
         JOIN answer_facts a ON a.answer_id = new."answerId" AND a.chunk_id = $1
         ON CONFLICT DO NOTHING RETURNING 1
       ) UPDATE chunks SET scored = scored + (SELECT count(*) FROM added) WHERE id = $1`,
      [chunk.id, chunk.experimentId, JSON.stringify(scores)],
    );
  }
}
