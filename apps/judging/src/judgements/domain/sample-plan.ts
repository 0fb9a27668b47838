/** Most samples that inference keeps of one form. */
export const MOST_SAMPLES = 100;

/**
 * Which of the judge's samples of one form belongs to which repeat. Repeat r reads sample r; when that
 * is unreadable, or was spent on another repeat before, a sample that nobody has read.
 */
export class SamplePlan {
  private nextSpare: number;
  private readonly spent: ReadonlySet<number>;

  /**
   * @param repeats judgements wanted; their own samples are no spares
   * @param spent samples that stored judgements were read from
   */
  constructor(repeats: number, spent: Iterable<number>) {
    this.spent = new Set(spent);
    this.nextSpare = Math.max(repeats, ...[...this.spent].map((index) => index + 1));
  }

  /** @returns undefined when all 100 samples are spent */
  firstFor(repeat: number): number | undefined {
    return this.spent.has(repeat) ? this.spare() : repeat;
  }

  /** A sample not read before. @returns undefined when all 100 samples are spent */
  spare(): number | undefined {
    if (this.nextSpare >= MOST_SAMPLES) return undefined;
    this.nextSpare += 1;
    return this.nextSpare - 1;
  }
}
