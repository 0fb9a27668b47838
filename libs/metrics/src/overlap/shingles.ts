import { overlapWords, ngramsOf } from './overlap-words.js';
import { requireWhole } from './require-whole.js';

/**
 * Shingles of a text: its runs of `size` words, each once. A text with fewer words, but some, is one
 * shingle by itself.
 *
 * @param size words of a shingle, >= 1
 * @throws InvalidMetricInputError when `size` is not a whole number >= 1
 * @source Broder 1997 (On the resemblance and containment of documents)
 */
export function shinglesOf(text: string, size: number): Set<string> {
  requireWhole('size', size);
  const words = overlapWords(text);
  return ngramsOf(words, Math.max(1, Math.min(size, words.length)));
}

/**
 * Resemblance of two sets, |A and B| / |A or B|, in [0, 1]; 0 for two empty ones, which share
 * nothing.
 *
 * @source Jaccard 1901; for shingles Broder 1997
 */
export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const both = sizeOfBoth(a, b);
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}

/**
 * Share of a set that another holds too, |A and B| / |A|, in [0, 1]; 0 for an empty one. It finds a
 * short text in a long one, whose Jaccard similarity is small.
 *
 * @param a the set that may be contained
 * @param b the one that may contain it
 * @source Broder 1997
 */
export function containment<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  return a.size === 0 ? 0 : sizeOfBoth(a, b) / a.size;
}

function sizeOfBoth<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const item of fewer) if (more.has(item)) both += 1;
  return both;
}
