import type { HumanLabels, LabelFacts } from '@equipoise/analysis';
import { Injectable } from '@nestjs/common';
import { LabelRevisions } from '../application/ports/labels.js';
import { Sql } from './sql.js';

/** Reads the labels of an experiment. */
@Injectable()
export class LabelReader extends LabelRevisions {
  constructor(private readonly sql: Sql) {
    super();
  }

  /** In one statement, so that labels and revision belong together. */
  async of(experimentId: string): Promise<HumanLabels> {
    const rows = await this.sql.rows<LabelFacts & { revision: number }>(
      `SELECT answer_id AS "answerId", criterion, rater, score, revision FROM labels
       WHERE experiment_id = $1`,
      [experimentId],
    );
    return {
      revision: rows.reduce((last, { revision }) => Math.max(last, revision), 0),
      rows: rows.map(({ answerId, criterion, rater, score }) => {
        return { answerId, criterion, rater, score };
      }),
    };
  }

  override async last(experimentId: string): Promise<number> {
    const found = await this.sql.row<{ last: number }>(
      'SELECT coalesce(max(revision), 0) AS last FROM labels WHERE experiment_id = $1',
      [experimentId],
    );
    return found?.last ?? 0;
  }
}
