import type { Context } from '@equipoise/contracts';

/** One score of one answer on one criterion, with the defaults of what the file leaves out. */
export interface ScoreRow {
  /** Of the file: the line of a text, else the 1-based number of the row. */
  readonly place: string;
  readonly dataset: string;
  readonly question: string;
  readonly cluster: string;
  readonly context: Context;
  readonly arm: string;
  /** Name of the arm that it is compared with; undefined where the file does not say. */
  readonly base: string | undefined;
  readonly trainSize: number | undefined;
  readonly seed: number | undefined;
  readonly criterion: string;
  /** Whole numbers >= 0 that tell answers, and repeats of a judge call, apart. */
  readonly answer: number;
  readonly repeat: number;
  /** [1, 5]; null when missing. */
  readonly score: number | null;
}

/** A row as a file gives it, before anything is known of its values. */
export interface RawRow {
  readonly place: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Columns that a score file may have, and whether it must. */
export const COLUMNS = {
  dataset: 'required',
  question: 'required',
  cluster: 'optional',
  context: 'optional',
  arm: 'required',
  base: 'optional',
  train_size: 'optional',
  seed: 'optional',
  criterion: 'required',
  answer: 'optional',
  repeat: 'optional',
  score: 'required',
} as const;

/** Columns that a kind of file may have, and whether it must. */
export type Columns = Readonly<Record<string, 'required' | 'optional'>>;
