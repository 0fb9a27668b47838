/**
 * The x in [low, high] at which an increasing function crosses a target, to the last bit of a
 * double. An end of the range comes back when the target lies beyond it.
 */
export function bisect(
  increasing: (x: number) => number,
  target: number,
  [low, high]: readonly [number, number],
): number {
  let [below, above] = [low, high];
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) return above;
    if (increasing(middle) < target) below = middle;
    else above = middle;
  }
}
