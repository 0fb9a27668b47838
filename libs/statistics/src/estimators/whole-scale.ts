import { type ScoreScale } from '../interaction/ceiling.js';
import { requireThat } from '../require.js';

/** Refuses a scale whose ends are not whole numbers >= 0 in their order. */
export function requireWholeScale({ low, high }: ScoreScale): void {
  requireThat(Number.isSafeInteger(low) && low >= 0, `low is ${low}; give a whole number >= 0`);
  requireThat(
    Number.isSafeInteger(high) && high > low,
    `high is ${high}; give a whole number above ${low}`,
  );
}
