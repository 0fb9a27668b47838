import type { Analysis, Contrast } from '@equipoise/contracts';
import { decimal, intervalText, percent, probability, signed } from '@equipoise/analysis';
import { NOTHING } from './text-table.js';

export const VERDICT_NAME = {
  helps: 'helps',
  hurts: 'hurts',
  'no-practical-difference': 'no practical difference',
  'not-enough-evidence': 'not enough evidence',
} as const satisfies Record<Contrast['verdict'], string>;

/** Told apart without colour. */
export const VERDICT_SYMBOL = {
  helps: '▲',
  hurts: '▼',
  'no-practical-difference': '■',
  'not-enough-evidence': '○',
} as const satisfies Record<Contrast['verdict'], string>;

/** What stands behind a verdict whose judge failed its trial; else empty. */
export function judgeMark({ judgeStatus }: Pick<Contrast, 'judgeStatus'>): string {
  return judgeStatus === 'unqualified' ? ' (unqualified judge)' : '';
}

/** Harms first: the order in which verdicts are told. */
export const VERDICTS = [
  'hurts',
  'helps',
  'no-practical-difference',
  'not-enough-evidence',
] as const satisfies readonly Contrast['verdict'][];

/** In running text. */
export const CONTEXT_NAME = {
  retrieved: 'retrieved context',
  oracle: 'gold context',
  'closed-book': 'no context',
} as const satisfies Record<Contrast['context'], string>;

/** In tables and plots, where room is short. */
export const SHORT_CONTEXT = {
  retrieved: 'retrieved',
  oracle: 'gold',
  'closed-book': 'none',
} as const satisfies Record<Contrast['context'], string>;

interface Range {
  readonly lower: number;
  readonly upper: number;
}

/** `−0.52 to −0.10`, no further than the quantity goes, or a dash. */
export function range(interval: Range | null, bounds: Range): string {
  return interval === null ? NOTHING : intervalText(interval, bounds);
}

export function decimalOr(value: number | null, digits = 2): string {
  return value === null ? NOTHING : decimal(value, digits);
}

export function signedOr(value: number | null): string {
  return value === null ? NOTHING : signed(value);
}

export function probabilityOr(value: number | null): string {
  return value === null ? NOTHING : probability(value);
}

/** `95 %`: how often intervals at 1 - alpha hold the truth. */
export function level({ settings }: Analysis): string {
  return percent(1 - settings.alpha);
}

export { duration, listed } from '@equipoise/analysis';

/** `adapter on demo@v1 (retrieved, accuracy)`. */
export function placeText({
  arm,
  dataset,
  context,
  criterion,
}: Pick<Contrast, 'arm' | 'dataset' | 'context' | 'criterion'>): string {
  return `${arm.label} on ${dataset} (${SHORT_CONTEXT[context]}, ${criterion})`;
}
