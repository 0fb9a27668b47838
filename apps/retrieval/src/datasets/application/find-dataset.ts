import { Injectable } from '@nestjs/common';
import { closeNames } from '../domain/close-names.js';
import { type DatasetRef, parseDatasetRef } from '../domain/dataset-ref.js';
import type { DatasetVersion } from '../domain/dataset-version.js';
import { DatasetNotFoundError } from '../domain/datasets.errors.js';
import { DatasetVersions } from './dataset-versions.js';

/** Finds a dataset version by the reference that a user wrote. */
@Injectable()
export class FindDataset {
  constructor(private readonly versions: DatasetVersions) {}

  /**
   * @param ref `name` (newest), `name@v3` or a version id
   * @throws DatasetNotFoundError, naming what the user may have meant
   */
  async execute(ref: string): Promise<DatasetVersion> {
    const parsed = parseDatasetRef(ref);
    const version = await this.versions.find(parsed);
    if (version) return version;
    throw new DatasetNotFoundError(ref, await this.near(parsed));
  }

  private async near(ref: DatasetRef): Promise<string[]> {
    if (ref.by === 'id') return [];
    const newest = await this.versions.find({ by: 'name', name: ref.name });
    if (newest) return [`${newest.name}@v${newest.version} (the newest)`];
    return closeNames(ref.name, await this.versions.names());
  }
}
