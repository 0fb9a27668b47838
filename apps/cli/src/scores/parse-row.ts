import { type Context, contextSchema } from '@equipoise/contracts';
import { didYouMean } from '@equipoise/kernel';
import { faultAt, shown } from './score-file.error.js';
import { type Column, type RawRow, type ScoreRow } from './score-row.js';

const CONTEXTS = contextSchema.options;
const LOWEST = 1;
const HIGHEST = 5;

/**
 * The values of a row, checked, with defaults for what is empty.
 *
 * @throws ScoreFileError that names the row, the column, the value and the way out
 */
export function parseRow(raw: RawRow): ScoreRow {
  const question = text(raw, 'question');
  return {
    place: raw.place,
    dataset: text(raw, 'dataset'),
    question,
    cluster: optionalText(raw, 'cluster') ?? question,
    context: context(raw),
    arm: text(raw, 'arm'),
    base: optionalText(raw, 'base'),
    trainSize: whole(raw, 'train_size'),
    seed: whole(raw, 'seed'),
    criterion: text(raw, 'criterion'),
    answer: whole(raw, 'answer') ?? 0,
    repeat: whole(raw, 'repeat') ?? 0,
    score: score(raw),
  };
}

function text(raw: RawRow, column: Column): string {
  const value = optionalText(raw, column);
  if (value === undefined) throw fault(raw, column, 'is empty: fill it in');
  return value;
}

function optionalText(raw: RawRow, column: Column): string | undefined {
  const value = valueOf(raw, column);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw fault(raw, column, `${shown(value)} is no text`);
}

function context(raw: RawRow): Context {
  const value = optionalText(raw, 'context') ?? 'retrieved';
  const known = CONTEXTS.find((name) => name === value);
  if (known !== undefined) return known;
  const meant = didYouMean(value, CONTEXTS);
  const remedy = meant === undefined ? `use ${CONTEXTS.join(', ')}` : `did you mean ${meant}?`;
  throw fault(raw, 'context', `${shown(value)} is no context: ${remedy}`);
}

function whole(raw: RawRow, column: Column): number | undefined {
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

function score(raw: RawRow): number | null {
  const value = valueOf(raw, 'score');
  if (value === undefined) return null;
  const number = numberOf(value);
  if (number >= LOWEST && number <= HIGHEST) return number;
  const scale = `a number from ${LOWEST} to ${HIGHEST}`;
  throw fault(
    raw,
    'score',
    Number.isNaN(number)
      ? `${shown(value)} is no number: write ${scale}, or leave it empty where the judge gave none`
      : `${shown(value)} is outside the scale: scores are ${scale}`,
  );
}

/** @returns undefined where nothing is given */
function valueOf({ values }: RawRow, column: Column): unknown {
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

function fault({ place }: RawRow, column: Column, message: string): Error {
  return faultAt({ place, column }, message);
}
