import { contentKey } from '@equipoise/kernel';

/** What a judge must show to be qualified; data, see `infrastructure/data`. */
export interface Thresholds {
  /** Name and version, e.g. `thresholds.v1`. */
  readonly name: string;
  /** Questions with a gold and a wrong answer scored, below which nothing is decided, >= 2. */
  readonly fewestQuestions: number;
  /** Least area under the ROC curve, gold against another question's answer, [0, 1]. */
  readonly goldAboveWrong: number;
  /** The same, gold against its first half. */
  readonly goldAboveCut: number;
  /** Least share of questions whose scores fall as answers get worse, [0, 1]. */
  readonly monotonicity: number;
  /** Largest change of score by neutral padding, where it is shown not to be 0; points. */
  readonly largestPaddingChange: number;
  /** Change by padding of no importance, points; of the two one-sided tests. */
  readonly paddingMargin: number;
  /** Largest share of judgements without a readable score, [0, 1]. */
  readonly missing: number;
  /** Largest mean probability outside the score tokens, [0, 1]. */
  readonly leakedMass: number;
  /** Reliability of a mean score for which repeats are counted, (0, 1). */
  readonly reliability: number;
}

/** Names thresholds by their content. */
export function thresholdsId(thresholds: Thresholds): string {
  return `${thresholds.name}-${contentKey(thresholds).slice(0, 8)}`;
}
