/** What differences between ratings mean. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Where each distinct rating lies on the line on which distances are taken: at itself, and for
 * ordinal ratings at the number of ratings below it plus half of its own.
 *
 * @param ratings all pairable ratings
 */
export function positionsOf(
  ratings: readonly number[],
  level: MeasurementLevel,
): Map<number, number> {
  const sorted = ratings.toSorted((left, right) => left - right);
  const positions = new Map<number, number>();
  for (let from = 0; from < sorted.length;) {
    const rating = sorted[from] as number;
    let to = from;
    while (sorted[to] === rating) to += 1;
    positions.set(rating, level === 'ordinal' ? (from + to) / 2 : rating);
    from = to;
  }
  return positions;
}

/**
 * Squared distance of two positions, >= 0.
 *
 * @source Krippendorff 2011 (Computing Krippendorff's Alpha-Reliability): for ordinal
 *   ratings the count from one to the other, less half of both, is the difference of positions
 */
export function squaredDistance(left: number, right: number, level: MeasurementLevel): number {
  if (left === right) return 0;
  switch (level) {
    case 'nominal':
      return 1;
    case 'ordinal':
    case 'interval':
      return (left - right) ** 2;
    case 'ratio':
      return ((left - right) / (left + right)) ** 2;
  }
}
