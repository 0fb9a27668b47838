import { didYouMean } from '@equipoise/kernel';
import type { Label } from './label.js';
import { type LabelFaults } from './label-faults.js';

/** Columns of a file of labels; those to read by are there for people and are ignored. */
export const LABEL_COLUMNS = ['answer', 'criterion', 'rater', 'score'] as const;
export const READING_COLUMNS = ['question', 'reference', 'text'] as const;

type Column = (typeof LABEL_COLUMNS)[number];

/** A row as a file gives it, before anything is known of its values. */
export interface LabelRow {
  /** 1-based, where it begins. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A label and the line that it stands in. */
export interface PlacedLabel extends Label {
  readonly line: number;
}

const LOWEST = 1;
const HIGHEST = 5;
const LONGEST_NAME = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The label of a row.
 *
 * @param criteria names that a label may be about
 * @param faults told of everything that is wrong with the row
 * @returns undefined of a row without a score, which nobody has filled in, and of one at fault
 */
export function labelOf(
  row: LabelRow,
  criteria: readonly string[],
  faults: LabelFaults,
): PlacedLabel | undefined {
  if (textOf(row, 'score') === '') return undefined;
  const answerId = answerOf(row, faults);
  const criterion = criterionOf(row, criteria, faults);
  const rater = raterOf(row, faults);
  const score = scoreOf(row, faults);
  if (!answerId || !criterion || !rater || score === undefined) return undefined;
  return { line: row.line, answerId, criterion, rater, score };
}

function answerOf(row: LabelRow, faults: LabelFaults): string | undefined {
  const text = textOf(row, 'answer').toLowerCase();
  if (UUID.test(text)) return text;
  faults.add(
    row.line,
    'answer',
    `${shown(row, 'answer')} is no id of an answer: take the ids from the template, or from the list of answers`,
  );
  return undefined;
}

function criterionOf(
  row: LabelRow,
  criteria: readonly string[],
  faults: LabelFaults,
): string | undefined {
  const text = textOf(row, 'criterion');
  if (criteria.includes(text)) return text;
  const meant = didYouMean(text, criteria);
  const remedy = meant === undefined ? `use ${criteria.join(' or ')}` : `did you mean ${meant}?`;
  faults.add(
    row.line,
    'criterion',
    `${shown(row, 'criterion')} is not judged in this experiment: ${remedy}`,
  );
  return undefined;
}

function raterOf(row: LabelRow, faults: LabelFaults): string | undefined {
  const text = textOf(row, 'rater');
  if (text !== '' && text.length <= LONGEST_NAME) return text;
  faults.add(
    row.line,
    'rater',
    text === ''
      ? 'is empty: say who gave the score, by any name'
      : `has ${text.length} characters: give a name of at most ${LONGEST_NAME}`,
  );
  return undefined;
}

function scoreOf(row: LabelRow, faults: LabelFaults): number | undefined {
  const score = numberOf(textOf(row, 'score'));
  if (score >= LOWEST && score <= HIGHEST) return score;
  const what = Number.isNaN(score) ? 'is no number' : 'is off the scale';
  faults.add(
    row.line,
    'score',
    `${shown(row, 'score')} ${what}: write a number from ${LOWEST} to ${HIGHEST}, or leave it empty`,
  );
  return undefined;
}

/** Empty where nothing is given. */
function textOf({ values }: LabelRow, column: Column): string {
  const value = values[column];
  if (typeof value === 'string') return value.trim();
  if (value === undefined || value === null) return '';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function shown({ values }: LabelRow, column: Column): string {
  return JSON.stringify(values[column] ?? '').slice(0, 80);
}

/** @returns NaN of what is no decimal number */
function numberOf(text: string): number {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
}
