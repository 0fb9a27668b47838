import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  ExperimentNotFoundError,
  ExperimentStore,
  pageSize,
} from '../../experiments/index.js';
import type { StoredLabel } from '../domain/label.js';
import { LabelStore } from './ports.js';

export interface LabelPage {
  readonly labels: readonly StoredLabel[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

@Injectable()
export class ListLabels {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly store: LabelStore,
  ) {}

  /**
   * By answer, criterion and rater.
   *
   * @throws ExperimentNotFoundError
   * @throws InvalidLimitError
   * @throws InvalidCursorError
   */
  async execute(experimentId: string, limit: number, cursor: string): Promise<LabelPage> {
    const size = pageSize(limit);
    const place = decodeCursor(cursor, ['uuid', 'text', 'text']);
    if (!(await this.experiments.find(experimentId))) {
      throw new ExperimentNotFoundError(experimentId);
    }
    const [answerId, criterion, rater] = place ?? ['', '', ''];
    const after = place && { answerId, criterion, rater };
    const found = await this.store.page(experimentId, { limit: size + 1, after });
    const labels = found.slice(0, size);
    const last = found.length > size ? labels.at(-1) : undefined;
    return {
      labels,
      nextCursor: last ? encodeCursor([last.answerId, last.criterion, last.rater]) : '',
    };
  }
}
