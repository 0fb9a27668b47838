import { ndcgAtK, recallAtK } from '@equipoise/metrics';
import { jest } from '@jest/globals';
import { stemmer } from 'stemmer';
import { Bm25Encoder } from '../src/indexes/domain/bm25-encoder.js';
import { searchTextOf } from '../src/indexes/domain/chunk.js';
import { MemoryIndex } from '../src/indexes/infrastructure/exact/memory-index.js';
import { beirFolder, type BeirTask, readBeir } from './support/beir.js';

jest.setTimeout(120_000);

const encoder = new Bm25Encoder(stemmer);

/** Mean nDCG@10 and recall@100 over the queries. */
function rank({ corpus, queries, judgements }: BeirTask): { ndcg: number; recall: number } {
  const texts = corpus.map(({ title = '', text }) => searchTextOf({ title, text }));
  const terms = texts.reduce((sum, text) => sum + encoder.termsOf(text).length, 0);
  const dense = new Float32Array();
  const index = MemoryIndex.of(
    texts.map((text) => ({ dense, sparse: encoder.encodeDocument(text, terms / texts.length) })),
  );
  const scores = queries.map(({ _id, text }) => {
    const hits = index.search({ sparse: encoder.encodeQuery(text) }, { mode: 'bm25', topK: 100 });
    const ranked = hits.map((hit) => corpus[hit.position]?._id ?? '');
    const relevant = judgements.get(_id) ?? new Map<string, number>();
    return { ndcg: ndcgAtK(ranked, relevant, 10), recall: recallAtK(ranked, relevant, 100) };
  });
  const mean = (of: 'ndcg' | 'recall'): number =>
    scores.reduce((sum, one) => sum + one[of], 0) / scores.length;
  return { ndcg: mean('ndcg'), recall: mean('recall') };
}

// Published for Lucene on SciFact: nDCG@10 0.679, recall@100 0.925 (Pyserini, BEIR regressions).
describe('BM25 on published tasks', () => {
  const scifact = beirFolder('scifact');
  (scifact ? it : it.skip)('ranks SciFact as well as Lucene', async () => {
    const files = { corpus: 'corpus.jsonl.gz', qrels: 'qrels/test.tsv' };
    const task = await readBeir(scifact ?? '', files);
    expect([task.corpus.length, task.queries.length]).toEqual([5_183, 300]);
    const { ndcg, recall } = rank(task);
    expect(ndcg).toBeGreaterThan(0.675);
    expect(recall).toBeGreaterThan(0.92);
  });

  const limit = beirFolder('limit-small');
  (limit ? it : it.skip)('finds the rare terms of LIMIT, which embeddings cannot', async () => {
    const task = await readBeir(limit ?? '', { corpus: 'corpus.jsonl', qrels: 'qrels.jsonl' });
    expect([task.corpus.length, task.queries.length]).toEqual([46, 1_000]);
    expect(rank(task).ndcg).toBeGreaterThan(0.98);
  });
});
