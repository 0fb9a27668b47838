import { type Comparison } from './compare-answers.js';
import { type Outcome } from './verify-vector.js';
import { type Vector } from './vector-file.js';

/** More mismatches of one vector are counted, not listed. */
const MOST_LISTED = 3;

/** One line for a vector: outcome, id, largest error, and what was not met. */
export function lineOf({ id, abs_tol: tolerance }: Vector, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'passed':
      return `pass         ${id}  ${errorText(outcome.comparison, tolerance)}`;
    case 'failed': {
      const { mismatches } = outcome.comparison;
      const listed = mismatches.slice(0, MOST_LISTED).map(({ path, what }) => `${path}: ${what}`);
      const more = mismatches.length - listed.length;
      if (more > 0) listed.push(`and ${more} more`);
      return `FAIL         ${id}  ${errorText(outcome.comparison, tolerance)}; ${listed.join('; ')}`;
    }
    case 'refused':
      return `FAIL         ${id}  ${outcome.reason}`;
    case 'not-covered':
      return `not covered  ${id}`;
  }
}

/** The last line: how many vectors ended how. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const count = (...kinds: Outcome['kind'][]): number =>
    outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  return (
    `${count('passed')} passed, ${count('failed', 'refused')} failed, ` +
    `${count('not-covered')} not covered`
  );
}

function errorText({ largestError, at }: Comparison, tolerance: number): string {
  if (at === '') return 'no number to compare';
  return `largest error ${largestError.toExponential(1)} at ${at} (allowed ${tolerance})`;
}
