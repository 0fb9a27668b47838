import { fSurvival } from '../distributions/f.js';
import { isRounding, largestSize, meanOf, sumOf } from '../moments.js';
import { requireTable, requireThat } from '../require.js';

export interface FTest {
  /** Undefined with one question, and where the error of the effect has no spread. */
  readonly f: number | undefined;
  /** In [0, 1], not corrected for sphericity; without spread 0, or 1 when there is no effect. */
  readonly pValue: number | undefined;
  /** Of the effect and of its error. */
  readonly degreesOfFreedom: readonly [number, number];
}

export interface WithinAnova {
  /** Main effect of the first factor. */
  readonly first: FTest;
  /** Main effect of the second factor. */
  readonly second: FTest;
  readonly interaction: FTest;
}

/**
 * Repeated-measures analysis of variance of two factors within questions: each effect is tested
 * against its own interaction with the questions. With two levels a factor, F is t squared of the
 * contrast; with more, p assumes sphericity, so read it beside the contrasts.
 *
 * @param cells scores by level of the first factor, level of the second, question; shape [a][b][n],
 *   a, b >= 2, n >= 1
 * @throws InvalidStatisticsInputError when a factor has one level, a cell is missing or a score is
 *   not finite
 * @source Winer 1971 (Statistical Principles in Experimental Design, 2nd ed.) chapter 7
 */
export function withinAnova(cells: readonly (readonly (readonly number[])[])[]): WithinAnova {
  const [a, b] = requireCells(cells);
  const parts = questionTables(cells).map(partsOf);
  const scale = largestSize(cells.flat(2));
  return {
    first: effectTest(
      parts.map(({ first }) => first),
      a - 1,
      scale,
    ),
    second: effectTest(
      parts.map(({ second }) => second),
      b - 1,
      scale,
    ),
    interaction: effectTest(
      parts.map(({ interaction }) => interaction),
      (a - 1) * (b - 1),
      scale,
    ),
  };
}

function requireCells(cells: readonly (readonly (readonly number[])[])[]): [number, number] {
  const [a, b] = [cells.length, cells[0]?.length ?? 0];
  requireThat(a >= 2 && b >= 2, `cells has ${a} x ${b} levels; give at least 2 of each factor`);
  const n = cells[0]?.[0]?.length;
  cells.forEach((row, i) => {
    requireTable(`cells[${i}]`, row);
    requireThat(
      row.length === b && row[0]?.length === n,
      `cells[${i}] has other levels or questions than cells[0]; give every cell`,
    );
  });
  return [a, b];
}

/** Turns shape [a][b][n] into [n][a][b]. */
function questionTables(cells: readonly (readonly (readonly number[])[])[]): number[][][] {
  const questions = cells[0]?.[0] ?? [];
  return questions.map((_, q) => cells.map((row) => row.map((cell) => cell[q] as number)));
}

/** One question's table as three orthogonal parts beside its mean, each of shape [a * b]. */
interface EffectParts {
  readonly first: number[];
  readonly second: number[];
  readonly interaction: number[];
}

function partsOf(table: readonly (readonly number[])[]): EffectParts {
  const rows = table.map(meanOf);
  const mean = meanOf(rows);
  const columns = (table[0] as readonly number[]).map((_, j) =>
    meanOf(table.map((row) => row[j] as number)),
  );
  const each = (part: (value: number, row: number, column: number) => number): number[] =>
    table.flatMap((values, i) =>
      values.map((value, j) => part(value, rows[i] as number, columns[j] as number)),
    );
  return {
    first: each((_, row) => row - mean),
    second: each((_, _row, column) => column - mean),
    interaction: each((value, row, column) => value - row - column + mean),
  };
}

/** @param parts an effect of each question in each cell, shape [n][a * b] */
function effectTest(parts: readonly (readonly number[])[], effectDf: number, scale: number): FTest {
  const n = parts.length;
  const means = (parts[0] as readonly number[]).map((_, cell) =>
    meanOf(parts.map((part) => part[cell] as number)),
  );
  const errors = parts.flatMap((part) =>
    part.map((value, cell) => value - (means[cell] as number)),
  );
  const degreesOfFreedom = [effectDf, effectDf * (n - 1)] as const;
  if (n === 1) return { f: undefined, pValue: undefined, degreesOfFreedom };
  if (isRounding(largestSize(errors), scale)) {
    const none = isRounding(largestSize(means), scale);
    return { f: undefined, pValue: none ? 1 : 0, degreesOfFreedom };
  }
  const squares = (values: readonly number[]): number => sumOf(values.map((value) => value ** 2));
  const f = ((n - 1) * n * squares(means)) / squares(errors);
  return { f, pValue: fSurvival(f, ...degreesOfFreedom), degreesOfFreedom };
}
