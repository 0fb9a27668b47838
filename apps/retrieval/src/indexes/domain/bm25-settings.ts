/**
 * The settings of BM25, as data, so that they are part of an index's identity.
 *
 * @source Robertson and Zaragoza 2009 (Foundations and Trends in IR 3) for k1 and b; the stop words
 *   are those of Lucene's English analyser; Porter 1980 (Program 14) for the stemmer
 */
export const BM25_SETTINGS = {
  /** How soon further occurrences of a term stop counting. */
  k1: 1.2,
  /** How much the length of a document counts, in [0, 1]. */
  b: 0.75,
  /** Changed whenever the same text would give other terms or term ids. */
  analyser: 'nfkc-lower-words-porter-fnv1a/1',
  stopWords:
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(
      ' ',
    ),
} as const;
