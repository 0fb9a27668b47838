import { BM25_SETTINGS } from './bm25-settings.js';
import type { SparseVector } from './sparse-vector.js';

const STOP_WORDS: ReadonlySet<string> = new Set(BM25_SETTINGS.stopWords);

/**
 * Turns texts into sparse vectors whose inner product is their BM25 score, for any store.
 *
 * A document's weights hold saturation and length; a query's weights hold how often it names a term;
 * the rarity of a term is what only the store knows. The exact index multiplies the query's weights
 * by `inverseDocumentFrequency`; Qdrant does the same by the same formula where the sparse vector is
 * declared with `modifier: idf` (never both), so the two rank alike.
 *
 * @source Robertson and Zaragoza 2009; the idf that is never negative is Lucene's `BM25Similarity`
 */
export class Bm25Encoder {
  /** @param stem the stem of a lower-case word */
  constructor(private readonly stem: (word: string) => string) {}

  /** The terms of a text in order, repeats included: stems of its words without stop words. */
  termsOf(text: string): string[] {
    const words =
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    return words.filter((word) => !STOP_WORDS.has(word)).map((word) => this.stem(word));
  }

  /**
   * @param averageTerms mean number of terms of the index's documents, > 0
   * @returns weight of each term, in (0, k1 + 1)
   */
  encodeDocument(text: string, averageTerms: number): SparseVector {
    const { k1, b } = BM25_SETTINGS;
    const terms = this.termsOf(text);
    const norm = k1 * (1 - b + (b * terms.length) / averageTerms);
    return sparse(terms, (count) => (count * (k1 + 1)) / (count + norm));
  }

  /** @returns how often the query names each term */
  encodeQuery(text: string): SparseVector {
    return sparse(this.termsOf(text), (count) => count);
  }
}

/**
 * Rarity of a term: ln(1 + (N - n + 0.5) / (n + 0.5)).
 *
 * @param documents N, number of documents
 * @param withTerm n, how many of them hold the term, 0 to N
 * @returns > 0
 */
export function inverseDocumentFrequency(documents: number, withTerm: number): number {
  return Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5));
}

/**
 * Id of a term: a hash, so that no vocabulary has to be kept and grown. Of 100,000 terms about one
 * pair shares an id.
 *
 * @returns whole number in [0, 2^32)
 * @source FNV-1a, 32 bits, over UTF-16 code units, with the finaliser of MurmurHash3
 */
export function termId(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i += 1) {
    hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function sparse(terms: readonly string[], weightOf: (count: number) => number): SparseVector {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const id = termId(term);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const entries = [...counts].sort(([a], [b]) => a - b);
  return {
    indices: Uint32Array.from(entries, ([id]) => id),
    values: Float32Array.from(entries, ([, count]) => weightOf(count)),
  };
}
