import type { Document, Question, Split } from '../domain/dataset.js';
import type { DatasetRef } from '../domain/dataset-ref.js';
import type { DatasetVersion } from '../domain/dataset-version.js';

/** Content of a version, readable once from start to end, in import order. */
export interface DatasetContent {
  readonly documents: AsyncIterable<Document>;
  readonly questions: AsyncIterable<Question>;
}

export interface QuestionKey {
  readonly questionId: string;
  readonly cluster: string;
}

/** Position in the list of versions, which is sorted newest first, then by name and version. */
export interface VersionPosition {
  readonly createdAt: Date;
  readonly name: string;
  readonly version: number;
}

/** Stores and finds dataset versions. */
export abstract class DatasetVersions {
  /**
   * Stores a version and its content in one transaction, under the next number of its name;
   * where the name has this content already, nothing is stored.
   */
  abstract store(
    version: Omit<DatasetVersion, 'version'>,
    content: DatasetContent,
  ): Promise<{ version: DatasetVersion; created: boolean }>;

  abstract find(ref: DatasetRef): Promise<DatasetVersion | undefined>;

  /** At most `limit` versions that stand after `after`, or the first. */
  abstract list(limit: number, after?: VersionPosition): Promise<DatasetVersion[]>;

  /** Every dataset name, once. */
  abstract names(): Promise<string[]>;

  /** Questions of one split, in import order; empty also for an unknown version. */
  abstract questionKeys(versionId: string, split: Split): Promise<QuestionKey[]>;
}
