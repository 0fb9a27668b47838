/**
 * Harmonic mean of precision and recall, in [0, 1].
 *
 * @param shared tokens in common, at most either count
 * @returns where either side has no tokens, 1 if both have none, else 0
 */
export function fMeasure(shared: number, answerCount: number, referenceCount: number): number {
  const total = answerCount + referenceCount;
  return total === 0 ? 1 : (2 * shared) / total;
}
