const NUMERIC = new Intl.Collator('en', { numeric: true });

/** Sorts paths so that runs of digits compare as numbers: `part2` stands before `part10`. */
export function inNumericOrder<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => NUMERIC.compare(pathOf(a), pathOf(b)));
}
