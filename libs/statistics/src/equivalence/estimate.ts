/** An estimated difference, such as a PairedContrast. */
export interface Estimate {
  /** In units of the score; above 0 where the second system is better. */
  readonly estimate: number;
  /** >= 0; undefined where there is none. */
  readonly standardError: number | undefined;
  /** Above 0; undefined where there is no standard error. */
  readonly degreesOfFreedom: number | undefined;
}
