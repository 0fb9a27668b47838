import { requireThat } from '../require.js';

export interface Successes {
  /** Whole number, 0 to `trials`. */
  readonly successes: number;
  /** Whole number, at least 1. */
  readonly trials: number;
}

/** Refuses counts that are not whole, no trials, and more successes than trials. */
export function requireSuccesses({ successes, trials }: Successes): void {
  requireThat(
    Number.isInteger(trials) && trials >= 1,
    `trials is ${trials}; give a whole number >= 1`,
  );
  requireThat(
    Number.isInteger(successes) && successes >= 0 && successes <= trials,
    `successes is ${successes}; give a whole number from 0 to the ${trials} trials`,
  );
}

/** Refuses what is not a whole number >= 0. */
export function requireCount(name: string, count: number): void {
  requireThat(
    Number.isInteger(count) && count >= 0,
    `${name} is ${count}; give a whole number >= 0`,
  );
}
