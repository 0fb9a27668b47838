import type { AnalysisInput, DirtyQuestions } from '@equipoise/analysis';
import { totalUsage } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { AdapterCheckStore } from '../application/ports/adapter-checks.js';
import { Sql } from './sql.js';

type GuardFacts = Pick<AnalysisInput, 'adapterChecks' | 'guardUsage' | 'contamination'>;

/** What the guards of an experiment looked at, as its analysis sees it. */
@Injectable()
export class GuardFactsReader {
  constructor(
    private readonly sql: Sql,
    private readonly checks: AdapterCheckStore,
  ) {}

  async of(experimentId: string): Promise<GuardFacts> {
    const checked = await this.checks.of(experimentId);
    return {
      adapterChecks: checked.flatMap(({ arm, outcome }) => {
        if ('failure' in outcome) return [];
        const { base, tuned, check } = outcome;
        return [{ arm, base, tuned, check }];
      }),
      guardUsage: totalUsage(checked.map(({ outcome }) => outcome.usage)),
      contamination: await this.sql.rows<DirtyQuestions>(
        `SELECT dataset, question_ids AS "questionIds" FROM dirty_questions
         WHERE experiment_id = $1 ORDER BY dataset`,
        [experimentId],
      ),
    };
  }
}
