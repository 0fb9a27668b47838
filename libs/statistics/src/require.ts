import { InvalidStatisticsInputError } from './statistics.errors.js';

/** Squares and sums of scores up to this size stay finite. */
const LARGEST_SCORE = 1e100;
/** Below this, the quantiles at few degrees of freedom leave the range of use. */
const SMALLEST_ALPHA = 1e-12;

/** Throws InvalidStatisticsInputError with `message` unless `holds`. */
export function requireThat(holds: boolean, message: string): void {
  if (!holds) throw new InvalidStatisticsInputError(message);
}

/** Refuses an empty list and scores that are not finite or exceed 1e100 in size. */
export function requireScores(name: string, scores: readonly number[]): void {
  requireThat(scores.length > 0, `${name} is empty; give at least one score`);
  const at = scores.findIndex((score) => !(Math.abs(score) <= LARGEST_SCORE));
  requireThat(at < 0, `${name}[${at}] is ${scores[at]}; give a finite number up to 1e100 in size`);
}

/** Refuses a list whose length differs from that of the scores it goes with. */
export function requireLength(name: string, list: readonly unknown[], n: number): void {
  requireThat(list.length === n, `${name} has ${list.length} items where ${n} are needed`);
}

/** Refuses a level outside [1e-12, 0.5); at 0.5 the interval at 1 - 2 alpha would be empty. */
export function requireAlpha(alpha: number): void {
  requireThat(alpha >= SMALLEST_ALPHA && alpha < 0.5, `alpha is ${alpha}; give 1e-12 to below 0.5`);
}

/** Refuses what is not a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  requireThat(value > 0 && Number.isFinite(value), `${name} is ${value}; give a number above 0`);
}

/** Refuses what is not a finite number >= 0. */
export function requireNotNegative(name: string, value: number): void {
  requireThat(value >= 0 && Number.isFinite(value), `${name} is ${value}; give a number >= 0`);
}

/** Refuses no group, an empty group, and values that are not finite; groups may differ in size. */
export function requireGroups(name: string, groups: readonly (readonly number[])[]): void {
  requireThat(groups.length > 0, `${name} is empty; give at least one row`);
  groups.forEach((group, i) => {
    requireScores(`${name}[${i}]`, group);
  });
}

/** Refuses what requireGroups refuses, and rows of different lengths. */
export function requireTable(name: string, rows: readonly (readonly number[])[]): void {
  requireGroups(name, rows);
  rows.forEach((row, i) => {
    requireLength(`${name}[${i}]`, row, (rows[0] as readonly number[]).length);
  });
}
