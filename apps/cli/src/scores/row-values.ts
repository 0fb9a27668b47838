import { type Context, contextSchema } from '@equipoise/contracts';
import { didYouMean } from '@equipoise/kernel';
import { faultAt, shown } from './score-file.error.js';
import { type RawRow } from './score-row.js';

const CONTEXTS = contextSchema.options;
const LOWEST = 1;
const HIGHEST = 5;

/** A text that must be there. @throws ScoreFileError */
export function text(raw: RawRow, column: string): string {
  const value = optionalText(raw, column);
  if (value === undefined) throw fault(raw, column, 'is empty: fill it in');
  return value;
}

/** @throws ScoreFileError when the value is no text */
export function optionalText(raw: RawRow, column: string): string | undefined {
  const value = valueOf(raw, column);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw fault(raw, column, `${shown(value)} is no text`);
}

/** `retrieved` where none is given. @throws ScoreFileError */
export function context(raw: RawRow): Context {
  const value = optionalText(raw, 'context') ?? 'retrieved';
  const known = CONTEXTS.find((name) => name === value);
  if (known !== undefined) return known;
  const meant = didYouMean(value, CONTEXTS);
  const remedy = meant === undefined ? `use ${CONTEXTS.join(', ')}` : `did you mean ${meant}?`;
  throw fault(raw, 'context', `${shown(value)} is no context: ${remedy}`);
}

/** A whole number from 0; undefined where none is given. @throws ScoreFileError */
export function whole(raw: RawRow, column: string): number | undefined {
  const value = valueOf(raw, column);
  if (value === undefined) return undefined;
  const number = numberOf(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw fault(
    raw,
    column,
    `${shown(value)} is no whole number from 0: write one, or leave it empty`,
  );
}

/**
 * A score, [1, 5]; null where none is given.
 *
 * @param giver who may have given none, e.g. `the judge`
 * @throws ScoreFileError
 */
export function score(raw: RawRow, giver: string): number | null {
  const value = valueOf(raw, 'score');
  if (value === undefined) return null;
  const number = numberOf(value);
  if (number >= LOWEST && number <= HIGHEST) return number;
  const scale = `a number from ${LOWEST} to ${HIGHEST}`;
  throw fault(
    raw,
    'score',
    Number.isNaN(number)
      ? `${shown(value)} is no number: write ${scale}, or leave it empty where ${giver} gave none`
      : `${shown(value)} is outside the scale: scores are ${scale}`,
  );
}

/** A fault of one value of a row. */
export function fault({ place }: RawRow, column: string, message: string): Error {
  return faultAt({ place, column }, message);
}

/** @returns undefined where nothing is given */
function valueOf({ values }: RawRow, column: string): unknown {
  const value = values[column];
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return value ?? undefined;
}

/** @returns NaN of what is no decimal number */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(value)
    ? Number(value)
    : NaN;
}
