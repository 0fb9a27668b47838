import { contentKey } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { AnswerRepository } from '../application/ports.js';
import type { Answer, AnswerPassage } from '../domain/answer.js';
import { AnswerRow, ReadingRow } from './answer.row.js';

const INSERT_READINGS = `
  INSERT INTO readings (id, passages)
  SELECT id, passages FROM jsonb_to_recordset($1::jsonb) AS row(id text, passages jsonb)
  ON CONFLICT (id) DO NOTHING`;

const INSERT_ANSWERS = `
  INSERT INTO answers (id, experiment_id, cell_id, question_id, dataset_version_id, sample,
    reading_id, generation_id, failure)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(
    id uuid, "experimentId" uuid, "cellId" uuid, "questionId" text, "datasetVersionId" text,
    sample integer, "readingId" text, "generationId" text, failure text)
  ON CONFLICT (id) DO NOTHING`;

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

@Injectable()
export class TypeOrmAnswerRepository extends AnswerRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async add(answers: readonly Answer[]): Promise<void> {
    // Samples of one question share the list itself, so each is hashed once.
    const ids = new Map(answers.map(({ passages }) => [passages, '']));
    for (const passages of ids.keys()) ids.set(passages, contentKey(passages));
    // In the order of their ids: chunks that read the same text then never wait for each other in a ring.
    const readings = [
      ...new Map([...ids].map(([passages, id]) => [id, { id, passages }])).values(),
    ];
    readings.sort((a, b) => (a.id < b.id ? -1 : 1));
    const rows = answers.map((answer) => toRow(answer, ids.get(answer.passages) ?? ''));
    await this.database.transaction(async (manager) => {
      await manager.query(INSERT_READINGS, [JSON.stringify(readings)]);
      await manager.query(INSERT_ANSWERS, [JSON.stringify(rows)]);
    });
  }

  override async find(ids: readonly string[]): Promise<Answer[]> {
    const { manager } = this.database;
    const rows = await manager.findBy(AnswerRow, { id: Any(ids.filter((id) => UUID.test(id))) });
    const readings = await manager.findBy(ReadingRow, {
      id: Any([...new Set(rows.map(({ readingId }) => readingId))]),
    });
    const passages = new Map(readings.map((reading) => [reading.id, reading.passages]));
    return rows.map((row) => toAnswer(row, passages.get(row.readingId) ?? []));
  }
}

function toRow({ passages: _, outcome, ...answer }: Answer, readingId: string): AnswerRow {
  return {
    ...answer,
    readingId,
    generationId: 'generationId' in outcome ? outcome.generationId : null,
    failure: 'failure' in outcome ? outcome.failure : null,
  };
}

function toAnswer(
  { generationId, failure, readingId: _, ...row }: AnswerRow,
  passages: readonly AnswerPassage[],
): Answer {
  const outcome = generationId === null ? { failure: failure ?? '' } : { generationId };
  return { ...row, passages, outcome };
}
