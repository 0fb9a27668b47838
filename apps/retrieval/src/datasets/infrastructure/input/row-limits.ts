/** What a single row may cost. */
export interface RowLimits {
  /** Most bytes of a line or of a JSON record; a larger one is an error. */
  readonly maxRowBytes: number;
}
