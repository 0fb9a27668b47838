import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  ExperimentNotFoundError,
  ExperimentStore,
  hasAnalysis,
  Transactions,
} from '../../experiments/index.js';
import { LabelFaults } from '../domain/label-faults.js';
import { type LabelRow, type PlacedLabel } from '../domain/label-row.js';
import { NotLabellableError } from '../domain/labels.errors.js';
import { AddLabels, type AddedLabels } from './add-labels.js';
import { readLabelRows } from './read-label-rows.js';

export interface ImportLabelsCommand {
  readonly experimentId: string;
  /** Whether scores that differ from stored ones take their place; else they are refused. */
  readonly replace: boolean;
}

export interface ImportedLabels extends AddedLabels {
  /** Rows without a score, left out. */
  readonly empty: number;
  /** Whether an analysis that exists is being made again; false where nothing changed. */
  readonly isAnalysedAgain: boolean;
}

/** Takes labels by people from a file, all or nothing. */
@Injectable()
export class ImportLabels {
  constructor(
    private readonly transactions: Transactions,
    private readonly experiments: ExperimentStore,
    private readonly labels: AddLabels,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ExperimentNotFoundError
   * @throws NotLabellableError when the experiment has failed or was cancelled
   * @throws InvalidLabelsError naming line, column, value and way out of the first 20 faults
   * @throws UnreadableLabelsError
   */
  async execute(
    { experimentId, replace }: ImportLabelsCommand,
    rows: AsyncIterable<LabelRow>,
  ): Promise<ImportedLabels> {
    const criteria = await this.criteriaOf(experimentId);
    const faults = new LabelFaults();
    const { labels, empty } = await readLabelRows(rows, criteria, faults);
    return this.transactions.run(async () => {
      const added = await this.add(experimentId, labels, { replace, faults });
      return { ...added, empty };
    });
  }

  private async criteriaOf(experimentId: string): Promise<string[]> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const { status, settings } = experiment;
    if (status === 'failed' || status === 'cancelled') {
      throw new NotLabellableError(experimentId, status);
    }
    return settings.judge.criteria.map(({ name }) => name);
  }

  /** Locks the experiment, so that imports come one after the other. */
  private async add(
    experimentId: string,
    labels: readonly PlacedLabel[],
    how: { readonly replace: boolean; readonly faults: LabelFaults },
  ): Promise<Omit<ImportedLabels, 'empty'>> {
    const experiment = await this.experiments.lock(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const added = await this.labels.execute(experimentId, labels, {
      ...how,
      at: this.clock.now(),
    });
    const isChanged = added.added + added.replaced > 0;
    return { ...added, isAnalysedAgain: isChanged && hasAnalysis(experiment.status) };
  }
}
