import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '../domain/dataset-version.js';
import { InvalidDatasetRequestError } from '../domain/datasets.errors.js';
import { DatasetVersions, type VersionPosition } from './dataset-versions.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export interface DatasetPage {
  readonly versions: DatasetVersion[];
  /** Where the next page begins; absent at the end. */
  readonly next?: VersionPosition;
}

/** Lists dataset versions, newest first. */
@Injectable()
export class ListDatasets {
  constructor(private readonly versions: DatasetVersions) {}

  /**
   * @param limit 1 to 200; 0 means 50
   * @throws InvalidDatasetRequestError
   */
  async execute(limit: number, after?: VersionPosition): Promise<DatasetPage> {
    if (limit < 0 || limit > MAX_LIMIT) {
      const message = `${limit} is out of range: use 1 to ${MAX_LIMIT}, or 0 for ${DEFAULT_LIMIT}`;
      throw new InvalidDatasetRequestError('limit', message);
    }
    const size = limit === 0 ? DEFAULT_LIMIT : limit;
    const found = await this.versions.list(size + 1, after);
    const versions = found.slice(0, size);
    const last = versions.at(-1);
    if (found.length <= size || !last) return { versions };
    const { createdAt, name, version } = last;
    return { versions, next: { createdAt, name, version } };
  }
}
