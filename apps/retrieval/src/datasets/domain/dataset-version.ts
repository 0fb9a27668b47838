import type { ImportIssue } from './import-issue.js';

/** What one import gave, in numbers. */
export interface DatasetCounts {
  readonly documents: number;
  readonly trainQuestions: number;
  readonly testQuestions: number;
  /** Questions whose references say that the documents hold no answer. */
  readonly unanswerable: number;
  /** Evidence strings found in no paragraph of their documents. */
  readonly evidenceUnmatched: number;
  /** Rows left out because of an error. */
  readonly rowsSkipped: number;
}

/** One imported version of a dataset. Never changes: other content is another version. */
export interface DatasetVersion {
  readonly name: string;
  /** 1, 2, … for each name. */
  readonly version: number;
  /** Hash of the content, 64 hexadecimal digits: the same under every name. */
  readonly versionId: string;
  readonly format: string;
  readonly counts: DatasetCounts;
  /** The first 100. */
  readonly issues: readonly ImportIssue[];
  readonly createdAt: Date;
}
