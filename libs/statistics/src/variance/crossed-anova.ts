import { isRounding, largestSize, meanOf, squaresAround, sumOf } from '../moments.js';

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
 * Mean squares that are nothing but rounding are 0.
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
  const meanSquare = (squares: number, degreesOfFreedom: number): number | undefined => {
    if (degreesOfFreedom === 0) return undefined;
    const value = squares / degreesOfFreedom;
    return isRounding(Math.sqrt(value), scale) ? 0 : value;
  };
  const ofColumns = rows * squaresAround(mean, columnMeans);
  const ofResiduals = sumOf(residuals.flat().map((residual) => residual ** 2));
  return {
    rows,
    columns,
    mean,
    meanSquareRows: meanSquare(columns * squaresAround(mean, rowMeans), rows - 1),
    meanSquareColumns: meanSquare(ofColumns, columns - 1),
    meanSquareResidual: meanSquare(ofResiduals, (rows - 1) * (columns - 1)),
    meanSquareWithinRows: meanSquare(ofColumns + ofResiduals, rows * (columns - 1)),
  };
}
