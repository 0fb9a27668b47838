import { InvalidMetricInputError } from '../metrics.errors.js';

/** Refuses what is not a whole number >= 1. */
export function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidMetricInputError(`${name} is ${value}; give a whole number >= 1`);
  }
}

/** Refuses what is not in [0, 1]. */
export function requireShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new InvalidMetricInputError(`${name} is ${value}; give a number in [0, 1]`);
  }
}
