/** How passages are ranked: by meaning, by words, or by the fusion of both rankings. */
export type SearchMode = 'hybrid' | 'dense' | 'bm25';
