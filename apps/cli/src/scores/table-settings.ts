/** How the scores of a file are to be analysed. */
export interface TableSettings {
  readonly name: string;
  /** When the scores were made, ISO 8601, UTC. */
  readonly createdAt: string;
  /** Name of the baseline; undefined for what the file says. */
  readonly baseline: string | undefined;
  readonly margin: number;
  readonly alpha: number;
  /** Contrasts that an adjustment for many comparisons covers together. */
  readonly family: 'all' | 'criterion';
  /** Questions between two looks; undefined where every question counts before the first. */
  readonly waveQuestions: number | undefined;
  /** Of every random choice: sign flips, and the order in which a sequence draws. */
  readonly seed: string;
}
