import type { FieldViolation } from '@equipoise/kernel';
import { InvalidLabelsError } from './labels.errors.js';

/** More of the same tell nothing new. */
const MOST_TOLD = 20;

/** Faults of a file of labels, in the order in which they are found. */
export class LabelFaults {
  private readonly told: FieldViolation[] = [];
  private count = 0;

  add(line: number, column: string, message: string): void {
    this.count += 1;
    if (this.told.length < MOST_TOLD) this.told.push({ path: `line ${line}: ${column}`, message });
  }

  /** @throws InvalidLabelsError when there is any */
  refuse(): void {
    if (this.count > 0) throw new InvalidLabelsError(this.count, this.told);
  }
}
