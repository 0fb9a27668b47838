import { type ScoreColumns, ScoreColumnsBuilder, type ScoreFacts } from '@equipoise/analysis';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Sql } from './sql.js';

const SCORES = `
  SELECT answer_id AS "answerId", criterion, repeat, score, leaked_mass AS "leakedMass"
  FROM scores WHERE experiment_id = $1`;

/** Rows read at once: some 10 ms of the event loop. */
const ROWS_AT_ONCE = 10_000;

/** Reads the scores of an experiment. */
@Injectable()
export class JudgeCallReader {
  constructor(
    private readonly sql: Sql,
    private readonly database: Database,
  ) {}

  /** Straight into columns, some rows at a time: a million judge calls never stand as objects. */
  async columns(experimentId: string): Promise<ScoreColumns> {
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
}
