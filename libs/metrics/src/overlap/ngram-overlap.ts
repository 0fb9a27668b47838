import { InvalidMetricInputError } from '../metrics.errors.js';
import { ngramsOf, overlapWords } from './overlap-words.js';
import { requireWhole } from './require-whole.js';

const SHORTEST_NGRAM = 8;
const LONGEST_NGRAM = 13;
const PERCENTILE = 0.05;
const MOST_DOCUMENTS = 10;

/**
 * Length of the n-grams to compare a test with: the 5th percentile of its examples' lengths in words,
 * rounded down, at least 8 and at most 13.
 *
 * @param examples texts of the test, shape [n], n >= 1
 * @throws InvalidMetricInputError when there is no example
 * @source Brown et al. 2020 (arXiv 2005.14165) appendix C; 8 for tests that are not synthetic
 */
export function ngramLength(examples: readonly string[]): number {
  if (examples.length === 0) {
    throw new InvalidMetricInputError('examples is empty; give at least one text');
  }
  const lengths = examples.map((text) => overlapWords(text).length).sort((a, b) => a - b);
  const position = PERCENTILE * (lengths.length - 1);
  const [below, above] = [Math.floor(position), Math.ceil(position)].map((i) => lengths[i] ?? 0);
  const percentile = (below ?? 0) + (position % 1) * ((above ?? 0) - (below ?? 0));
  return Math.min(LONGEST_NGRAM, Math.max(SHORTEST_NGRAM, Math.floor(percentile)));
}

/** What of one example was found in the documents. */
export interface ExampleOverlap {
  /** Different n-grams of the example. */
  readonly ngrams: number;
  /** Those that some document holds, but not so many that they are common phrases. */
  readonly shared: number;
  /** Whether any is shared. */
  readonly isDirty: boolean;
  /** The example is shorter than an n-gram, so that nothing could be found: not known to be clean. */
  readonly isTooShort: boolean;
}

export interface NgramOverlapOptions {
  /** Words of an n-gram, >= 1, e.g. from `ngramLength`. */
  readonly n: number;
  /** An n-gram in more documents than this is a common phrase and is ignored; default 10. */
  readonly mostDocuments?: number;
}

/**
 * Finds the examples of a test that share an n-gram with any of the documents added to it, e.g. with
 * the training data. Memory grows with the test, not with the documents, of which there may be any
 * number.
 *
 * @source Brown et al. 2020 (arXiv 2005.14165) appendix C
 */
export class NgramOverlap {
  private readonly n: number;
  private readonly mostDocuments: number;
  private readonly examples: readonly ReadonlySet<string>[];
  /** By n-gram of the test: documents that hold it. */
  private readonly documents = new Map<string, number>();

  /**
   * @param examples texts of the test, shape [n]
   * @throws InvalidMetricInputError when an option is not a whole number >= 1
   */
  constructor(
    examples: readonly string[],
    { n, mostDocuments = MOST_DOCUMENTS }: NgramOverlapOptions,
  ) {
    requireWhole('n', n);
    requireWhole('mostDocuments', mostDocuments);
    this.n = n;
    this.mostDocuments = mostDocuments;
    this.examples = examples.map((text) => ngramsOf(overlapWords(text), n));
    for (const ngrams of this.examples) for (const ngram of ngrams) this.documents.set(ngram, 0);
  }

  /** Looks through one document. */
  add(document: string): void {
    for (const ngram of ngramsOf(overlapWords(document), this.n)) {
      const count = this.documents.get(ngram);
      if (count !== undefined) this.documents.set(ngram, count + 1);
    }
  }

  /** What the documents so far hold of each example, in the order of the examples, shape [n]. */
  report(): ExampleOverlap[] {
    const shared = this.shared();
    return this.examples.map((ngrams) => {
      const found = [...ngrams].filter((ngram) => shared.has(ngram)).length;
      const [isDirty, isTooShort] = [found > 0, ngrams.size === 0];
      return { ngrams: ngrams.size, shared: found, isDirty, isTooShort };
    });
  }

  /** The n-grams of the test that the documents so far hold, common phrases left out. */
  shared(): Set<string> {
    const counts = [...this.documents];
    const rare = counts.filter(([, count]) => count > 0 && count <= this.mostDocuments);
    return new Set(rare.map(([ngram]) => ngram));
  }
}
