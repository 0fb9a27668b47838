/** Edits that a slip of the fingers may need: a third of the word, at least one. */
const SLIP_SHARE = 1 / 3;

/**
 * The candidate that a misspelt word was most likely meant to be, or undefined when none is near.
 * Case, hyphens and underscores do not count: `train_sizes` is near `trainSizes`.
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const plain = plainOf(word);
  const near = candidates
    .map((candidate) => ({ candidate, edits: editDistance(plain, plainOf(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, candidate.length * SLIP_SHARE))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate;
}

const plainOf = (word: string): string => word.toLowerCase().replace(/[-_\s]/g, '');

// Levenshtein 1966, row by row.
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
