import { CliError } from '../exit-code.js';

/** Where in a score file a fault is. */
export interface FaultPlace {
  /** `line 7` or `row 7`. */
  readonly place: string;
  readonly column: string;
}

/** A fault of a score file, in words that say where it is and what to do. */
export class ScoreFileError extends CliError {
  override readonly name = 'ScoreFileError';
}

/** A fault of one value. */
export function faultAt({ place, column }: FaultPlace, message: string): ScoreFileError {
  return new ScoreFileError(`${place}, column ${column}: ${message}`);
}

/** A value as a person would write it. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value); // JSON has no NaN
  return JSON.stringify(value);
}
