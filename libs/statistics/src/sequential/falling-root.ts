/** Bracket width at which the search stops. */
const TOLERANCE = 1e-13;
const MOST_STEPS = 200;

/**
 * The largest x known to lie left of where a falling function turns negative, within 1e-13.
 * Secant steps that halve the value of an end that stays (the Illinois rule), and bisection where a
 * value is infinite or the bracket shrinks too slowly.
 *
 * @param falling never rising on [low, high]; its value at `low` must be >= 0, at `high` below 0
 */
export function fallingRoot(
  falling: (x: number) => number,
  [low, high]: readonly [number, number],
): number {
  let [left, right] = [low, high];
  let [atLeft, atRight] = [falling(low), falling(high)];
  for (let step = 0; step < MOST_STEPS && right - left > TOLERANCE; step += 1) {
    const secant = left + ((right - left) * atLeft) / (atLeft - atRight);
    const isUsable = step % 4 !== 3 && secant > left && secant < right;
    const x = isUsable ? secant : left + (right - left) / 2;
    const value = falling(x);
    if (value >= 0) {
      [left, atLeft, atRight] = [x, value, atRight / 2];
    } else {
      [right, atRight, atLeft] = [x, value, atLeft / 2];
    }
  }
  return left;
}
