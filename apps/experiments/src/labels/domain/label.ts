/** What one person said of one answer on one criterion. */
export interface Label {
  /** UUID. */
  readonly answerId: string;
  readonly criterion: string;
  /** Any name; the same for all labels of one person. */
  readonly rater: string;
  /** [1, 5]. */
  readonly score: number;
}

/** A label as it is stored. */
export interface StoredLabel extends Label {
  /** Number of the import that it came with, from 1. */
  readonly revision: number;
  readonly labelledAt: Date;
}

/** What a label is about: there is one for each. */
export function labelKey({ answerId, criterion, rater }: Omit<Label, 'score'>): string {
  return JSON.stringify([answerId, criterion, rater]);
}
