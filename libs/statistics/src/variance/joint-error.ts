import { bisect } from '../bisect.js';
import { studentTQuantile, studentTSurvival } from '../distributions/student-t.js';
import { requireNotNegative, requirePositive, requireThat } from '../require.js';

/** A part of an estimate's squared error that is estimated independently of the other parts. */
export interface ErrorPart {
  /** In squared units of the estimate, >= 0. */
  readonly variance: number;
  /** Of that variance, > 0. */
  readonly degreesOfFreedom: number;
}

/** Smaller tails are given as this: at few degrees of freedom quantiles beyond are out of use. */
const SMALLEST_TAIL = 1e-12;

/**
 * Half the width of an interval for an estimate whose error has several parts:
 * sqrt(sum of variance_i t_i^2), each t with its own degrees of freedom. For a normal estimate it
 * holds the truth with at least the chance asked for, whatever the ratio of the parts, at every level;
 * exactly where one part is all there is. Satterthwaite's t, with degrees of freedom estimated from
 * the parts, does not promise that: with one part of 2 degrees of freedom a 95 % interval holds 92 %.
 *
 * @param parts at least one
 * @param outside chance left outside, both sides together, in [1e-12, 1)
 * @returns in units of the estimate, >= 0
 * @throws InvalidStatisticsInputError when there is no part, or a number is out of range
 * @source Banerjee 1960 (Sankhya 22)
 */
export function jointHalfWidth(parts: readonly ErrorPart[], outside: number): number {
  requireParts(parts);
  requireThat(
    outside >= SMALLEST_TAIL && outside < 1,
    `outside is ${outside}; give a chance from 1e-12 to below 1`,
  );
  return halfWidth(parts, outside / 2);
}

/**
 * One-sided p-value of a distance between an estimate and a hypothesis: half of what an interval by
 * `jointHalfWidth` leaves outside that ends at the hypothesis. With one part it is Student's t.
 *
 * @param distance of the estimate beyond the hypothesis, in units of the estimate; below 0 the
 *   estimate lies on the side of the hypothesis
 * @param parts at least one, not all of variance 0
 * @returns in (0, 1); of several parts, tails below 5e-13 are given as 5e-13
 * @throws InvalidStatisticsInputError when there is no part, all are 0, or a number is out of range
 */
export function jointSurvival(distance: number, parts: readonly ErrorPart[]): number {
  requireParts(parts);
  requireThat(Number.isFinite(distance), `distance is ${distance}; give a finite number`);
  const known = parts.filter(({ variance }) => variance > 0);
  const [only, another] = known;
  requireThat(only !== undefined, 'every part has a variance of 0; give one above 0');
  if (only !== undefined && another === undefined) {
    return studentTSurvival(distance / Math.sqrt(only.variance), only.degreesOfFreedom);
  }
  // an interval grows as its tail shrinks, so what falls is turned round
  const logTail = bisect((shrunk) => halfWidth(known, Math.exp(-shrunk)), Math.abs(distance), [
    Math.LN2,
    -Math.log(SMALLEST_TAIL / 2),
  ]);
  const tail = Math.exp(-logTail);
  return distance >= 0 ? tail : 1 - tail;
}

function halfWidth(parts: readonly ErrorPart[], tail: number): number {
  const squares = parts.map(
    ({ variance, degreesOfFreedom }) => variance * studentTQuantile(tail, degreesOfFreedom) ** 2,
  );
  return Math.sqrt(squares.reduce((sum, own) => sum + own, 0));
}

function requireParts(parts: readonly ErrorPart[]): void {
  requireThat(parts.length > 0, 'parts is empty; give at least one');
  parts.forEach(({ variance, degreesOfFreedom }, i) => {
    requireNotNegative(`parts[${i}].variance`, variance);
    requirePositive(`parts[${i}].degreesOfFreedom`, degreesOfFreedom);
  });
}
