/** Where in the upload something stands. */
export interface Place {
  /** Name of the file as the user knows it. */
  readonly file: string;
  /** 1-based line; for a JSON file the index of the record, from 1. */
  readonly line: number;
}

/** `error`: the row was left out; `warning`: it was kept. */
export type IssueSeverity = 'error' | 'warning';

/** What is wrong with one field of one row, and the way out. */
export interface Fault {
  /** Path into the row, e.g. `answers[2].answer.evidence`; empty for the row as a whole. */
  readonly field: string;
  readonly value: unknown;
  /** What is wrong and what would be right. */
  readonly message: string;
}

export interface ImportIssue extends Place {
  readonly field: string;
  /** Cut at 200 characters. */
  readonly value: string;
  readonly message: string;
  readonly severity: IssueSeverity;
}

const MAX_VALUE_CHARACTERS = 200;

/** A value as it is shown in an issue. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const characters = text.toWellFormed().replaceAll('\u0000', '');
  return characters.length <= MAX_VALUE_CHARACTERS
    ? characters
    : `${characters.slice(0, MAX_VALUE_CHARACTERS - 1).toWellFormed()}…`;
}
