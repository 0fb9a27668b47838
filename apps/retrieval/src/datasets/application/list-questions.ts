import { Injectable } from '@nestjs/common';
import type { Split } from '../domain/dataset.js';
import { DatasetNotFoundError } from '../domain/datasets.errors.js';
import { DatasetVersions, type QuestionKey } from './dataset-versions.js';

/** Lists the questions of one split, in import order. */
@Injectable()
export class ListQuestions {
  constructor(private readonly versions: DatasetVersions) {}

  /** @throws DatasetNotFoundError */
  async execute(versionId: string, split: Split): Promise<QuestionKey[]> {
    const keys = await this.versions.questionKeys(versionId, split);
    if (keys.length > 0 || (await this.versions.find({ by: 'id', versionId }))) return keys;
    throw new DatasetNotFoundError(versionId);
  }
}
