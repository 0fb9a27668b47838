import { Injectable } from '@nestjs/common';
import type { Cell } from '../domain/cell.js';
import { decodeCursor, encodeCursor, pageSize } from '../domain/cursor.js';
import type { Experiment } from '../domain/experiment.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import type { Progress } from '../domain/progress.js';
import { ProgressReader } from './ports/journal-ports.js';
import { CellStore, ExperimentStore } from './ports/stores.js';

export interface ExperimentView {
  readonly experiment: Experiment;
  readonly progress: Progress | undefined;
  /** Empty in a list. */
  readonly cells: readonly Cell[];
}

export interface ExperimentPage {
  readonly experiments: readonly ExperimentView[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

@Injectable()
export class ReadExperiments {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly cells: CellStore,
    private readonly progress: ProgressReader,
  ) {}

  /** @throws ExperimentNotFoundError */
  async one(experimentId: string): Promise<ExperimentView> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    const [cells, progress] = await Promise.all([
      this.cells.of(experimentId),
      this.progress.of(experimentId),
    ]);
    return { experiment, progress, cells };
  }

  /**
   * Newest first.
   *
   * @throws InvalidLimitError
   * @throws InvalidCursorError
   */
  async page(limit: number, cursor: string): Promise<ExperimentPage> {
    const size = pageSize(limit);
    const after = decodeCursor(cursor, ['date', 'uuid']);
    const place = after && { createdAt: new Date(after[0]), id: after[1] };
    const found = await this.experiments.page(size + 1, place);
    const experiments = found.slice(0, size);
    const last = found.length > size ? experiments.at(-1) : undefined;
    const progress = await this.progress.ofAll(experiments.map(({ id }) => id));
    return {
      experiments: experiments.map((experiment) => ({
        experiment,
        progress: progress.get(experiment.id),
        cells: [],
      })),
      nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : '',
    };
  }
}
