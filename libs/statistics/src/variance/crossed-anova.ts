import { largestSize, meanOf, squaresAround, sumOf } from '../moments.js';
import { meanSquareOf } from './mean-square.js';

/** Two-way analysis of variance with one value a cell; undefined without degrees of freedom. */
export interface CrossedAnova {
  readonly rows: number;
  readonly columns: number;
  readonly mean: number;
  readonly meanSquareRows: number | undefined;
  readonly meanSquareColumns: number | undefined;
  readonly meanSquareResidual: number | undefined;
  /** Columns and residual together: what a one-way analysis of the rows calls within. */
  readonly meanSquareWithinRows: number | undefined;
}

/**
 * Mean squares of a table's rows, columns and residual; those that are nothing but rounding are 0.
 *
 * @param table shape [rows][columns], both >= 1, finite
 */
export function crossedAnova(table: readonly (readonly number[])[]): CrossedAnova {
  const all = table.flat();
  const rows = table.length;
  const columns = all.length / rows;
  const mean = meanOf(all);
  const rowMeans = table.map(meanOf);
  const columnMeans = Array.from({ length: columns }, (_, j) =>
    meanOf(table.map((row) => row[j] as number)),
  );
  const residuals = table.map((row, i) =>
    row.map((value, j) => value - (rowMeans[i] as number) - (columnMeans[j] as number) + mean),
  );
  const scale = largestSize(all);
  const ofColumns = rows * squaresAround(mean, columnMeans);
  const ofResiduals = sumOf(residuals.flat().map((residual) => residual ** 2));
  return {
    rows,
    columns,
    mean,
    meanSquareRows: meanSquareOf(columns * squaresAround(mean, rowMeans), rows - 1, scale),
    meanSquareColumns: meanSquareOf(ofColumns, columns - 1, scale),
    meanSquareResidual: meanSquareOf(ofResiduals, (rows - 1) * (columns - 1), scale),
    meanSquareWithinRows: meanSquareOf(ofColumns + ofResiduals, rows * (columns - 1), scale),
  };
}
