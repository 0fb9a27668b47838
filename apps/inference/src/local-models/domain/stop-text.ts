/**
 * The text up to the first stop string in it.
 *
 * @returns undefined when none is in it
 */
export function cutAtStop(text: string, stops: readonly string[]): string | undefined {
  const places = stops.map((stop) => (stop === '' ? -1 : text.indexOf(stop)));
  const first = Math.min(...places.filter((place) => place !== -1));
  return Number.isFinite(first) ? text.slice(0, first) : undefined;
}
