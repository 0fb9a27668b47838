import type { AnswerFacts, CellFacts } from '@equipoise/analysis';
import { Injectable } from '@nestjs/common';
import { CellStore } from '../application/ports/stores.js';
import type { Cell } from '../domain/cell.js';
import type { Experiment } from '../domain/experiment.js';
import { Sql } from './sql.js';

const ANSWERS = `
  SELECT answer_id AS "answerId", cell_id AS "cellId", question_id AS "questionId", cluster, sample,
    status, failure, words,
    jsonb_build_object('exactMatch', exact_match, 'tokenF1', token_f1, 'rougeL', rouge_l) AS lexical,
    retrieval
  FROM answer_facts WHERE experiment_id = $1`;

const WAVES = `
  SELECT cell_id AS "cellId", jsonb_agg(question_ids ORDER BY wave) AS waves
  FROM (
    SELECT ch.cell_id, ch.wave, jsonb_agg(q.id ORDER BY ch.first_rank, q.place) AS question_ids
    FROM chunks ch CROSS JOIN LATERAL unnest(ch.question_ids) WITH ORDINALITY AS q (id, place)
    WHERE ch.experiment_id = $1 GROUP BY ch.cell_id, ch.wave
  ) AS planned GROUP BY cell_id`;

interface WaveRow {
  readonly cellId: string;
  readonly waves: string[][];
}

type AnswerRow = Omit<AnswerFacts, 'retrieval'> & {
  readonly retrieval: AnswerFacts['retrieval'] | null;
};

/** Cells and answers, as an analysis sees them. */
@Injectable()
export class AnswerTableReader {
  constructor(
    private readonly sql: Sql,
    private readonly cells: CellStore,
  ) {}

  async answers(experimentId: string): Promise<AnswerFacts[]> {
    const answers = await this.sql.rows<AnswerRow>(ANSWERS, [experimentId]);
    return answers.map((row) => ({ ...row, retrieval: row.retrieval ?? undefined }));
  }

  async cellFacts({ id, settings }: Experiment): Promise<CellFacts[]> {
    const cells = (await this.cells.of(id)).map(toCellFacts);
    if (settings.analysis.sequential === undefined) return cells;
    const rows = await this.sql.rows<WaveRow>(WAVES, [id]);
    const wavesOf = new Map(rows.map(({ cellId, waves }) => [cellId, waves]));
    return cells.map((cell) => ({ ...cell, waves: wavesOf.get(cell.cellId) ?? [] }));
  }
}

function toCellFacts({ id, arm, dataset, context, status, reason }: Cell): CellFacts {
  const { label, base, treatment } = arm;
  return {
    cellId: id,
    arm: {
      label,
      base,
      treatment: treatment && {
        method: treatment.method,
        trainSize: treatment.trainSize,
        seed: treatment.seed,
        trainingFormat: treatment.trainingFormat,
      },
    },
    dataset,
    context,
    status: status === 'done' || status === 'failed' ? status : 'cancelled',
    reason,
  };
}
