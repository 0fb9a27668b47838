import type { AnalysisInput, ScoreColumns } from '@equipoise/analysis';
import { Injectable } from '@nestjs/common';
import { ExperimentStore } from '../application/ports/stores.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { AnswerTableReader } from './answer-table.reader.js';
import { BesideScoresReader } from './beside-scores.reader.js';
import { JudgeCallReader } from './judge-call.reader.js';

export type ScoreColumnTable = AnalysisInput & { readonly scores: ScoreColumns };

/** Collects what an experiment's analysis is computed from. */
@Injectable()
export class ScoreTableReader {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly answers: AnswerTableReader,
    private readonly judgeCalls: JudgeCallReader,
    private readonly beside: BesideScoresReader,
  ) {}

  /** @throws ExperimentNotFoundError */
  async read(experimentId: string): Promise<ScoreColumnTable> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const { judge, analysis, retrieval, seed } = experiment.settings;
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
      cells: await this.answers.cellFacts(experiment),
      answers: await this.answers.answers(experimentId),
      scores: await this.judgeCalls.columns(experimentId),
      ...(await this.beside.of(experimentId)),
      warnings: experiment.warnings,
      guards: experiment.guards,
    };
  }
}
