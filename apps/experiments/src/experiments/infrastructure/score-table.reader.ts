import { NO_USAGE, type Usage } from '@equipoise/contracts';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  type AnalysisInput,
  type AnswerFacts,
  type CellFacts,
  type ScoreColumns,
  ScoreColumnsBuilder,
  type ScoreFacts,
} from '@equipoise/analysis';
import { CellStore, ExperimentStore } from '../application/ports/stores.js';
import { FineTuneStore } from '../application/ports/preparations.js';
import { QualificationStore } from '../application/ports/qualifications.js';
import type { Cell } from '../domain/cell.js';
import type { Experiment } from '../domain/experiment.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { Sql } from './sql.js';

const ANSWERS = `
  SELECT answer_id AS "answerId", cell_id AS "cellId", question_id AS "questionId", cluster, sample,
    status, failure, words,
    jsonb_build_object('exactMatch', exact_match, 'tokenF1', token_f1, 'rougeL', rouge_l) AS lexical,
    retrieval
  FROM answer_facts WHERE experiment_id = $1`;

const SCORES = `
  SELECT answer_id AS "answerId", criterion, repeat, score, leaked_mass AS "leakedMass"
  FROM scores WHERE experiment_id = $1`;

const USAGE = `
  SELECT answer_usage AS answers, judge_usage AS judgements FROM chunks
  WHERE experiment_id = $1 AND answer_usage IS NOT NULL`;

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

/** Rows read at once: some 10 ms of the event loop. */
const ROWS_AT_ONCE = 10_000;

export type ScoreColumnTable = AnalysisInput & { readonly scores: ScoreColumns };

/** Collects what an experiment's analysis is computed from. */
@Injectable()
export class ScoreTableReader {
  constructor(
    private readonly sql: Sql,
    private readonly database: Database,
    private readonly experiments: ExperimentStore,
    private readonly cells: CellStore,
    private readonly fineTunes: FineTuneStore,
    private readonly qualifications: QualificationStore,
  ) {}

  /** @throws ExperimentNotFoundError */
  async read(experimentId: string): Promise<ScoreColumnTable> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const { judge, analysis, retrieval, seed } = experiment.settings;
    const answers = await this.sql.rows<AnswerRow>(ANSWERS, [experimentId]);
    return {
      experimentId,
      name: experiment.name,
      createdAt: experiment.createdAt.toISOString(),
      settings: {
        criteria: judge.criteria.map(({ name }) => name),
        judge: judge.model,
        estimator: judge.estimator,
        repeats: judge.repeats,
        margin: analysis.margin,
        alpha: analysis.alpha,
        seed,
        topK: retrieval.topK,
        mode: retrieval.mode,
        sequential: analysis.sequential,
      },
      cells: await this.cellFacts(experiment),
      answers: answers.map((row) => ({ ...row, retrieval: row.retrieval ?? undefined })),
      scores: await this.scores(experimentId),
      usage: await this.usage(experimentId),
      trainingSeconds: await this.fineTunes.trainingSeconds(experimentId),
      wallSeconds: await this.wallSeconds(experimentId),
      warnings: experiment.warnings,
      judgeTrials: await this.qualifications.of(experimentId),
      guards: experiment.guards,
    };
  }

  private async cellFacts({ id, settings }: Experiment): Promise<CellFacts[]> {
    const cells = (await this.cells.of(id)).map(toCellFacts);
    if (settings.analysis.sequential === undefined) return cells;
    const rows = await this.sql.rows<WaveRow>(WAVES, [id]);
    const wavesOf = new Map(rows.map(({ cellId, waves }) => [cellId, waves]));
    return cells.map((cell) => ({ ...cell, waves: wavesOf.get(cell.cellId) ?? [] }));
  }

  /** Straight into columns, some rows at a time: a million judge calls never stand as objects. */
  private async scores(experimentId: string): Promise<ScoreColumns> {
    const columns = new ScoreColumnsBuilder();
    await this.database.transaction(async () => {
      await this.sql.run(`DECLARE judge_calls NO SCROLL CURSOR FOR ${SCORES}`, [experimentId]);
      const next = `FETCH ${ROWS_AT_ONCE} FROM judge_calls`;
      let rows: ScoreFacts[];
      do {
        rows = await this.sql.rows<ScoreFacts>(next);
        for (const row of rows) columns.add(row);
      } while (rows.length === ROWS_AT_ONCE);
      await this.sql.run('CLOSE judge_calls');
    });
    return columns.build();
  }

  private async usage(experimentId: string): Promise<AnalysisInput['usage']> {
    const rows = await this.sql.rows<{ answers: Usage; judgements: Usage | null }>(USAGE, [
      experimentId,
    ]);
    return {
      answers: rows.reduce((sum, { answers }) => plus(sum, answers), NO_USAGE),
      judgements: rows.reduce((sum, { judgements }) => plus(sum, judgements ?? NO_USAGE), NO_USAGE),
    };
  }

  // From the beginning to the newest event: the analysis itself does not count.
  private async wallSeconds(experimentId: string): Promise<number> {
    const wall = await this.sql.row<{ seconds: number }>(
      `SELECT extract(epoch FROM max(v.occurred_at) - min(v.occurred_at))::float8 AS seconds
       FROM experiment_events v WHERE experiment_id = $1 AND type = 'status'
         AND v.data ->> 'status' IN ('queued', 'analysing')`,
      [experimentId],
    );
    return wall?.seconds ?? 0;
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

function plus(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    reused: a.reused + b.reused,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    costUsd: a.costUsd + b.costUsd,
    modelSeconds: a.modelSeconds + b.modelSeconds,
  };
}
