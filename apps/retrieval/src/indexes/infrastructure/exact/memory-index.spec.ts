import { seededRandom } from '@equipoise/kernel';
import { Bm25Encoder } from '../../domain/bm25-encoder.js';
import { MemoryIndex } from './memory-index.js';
import { topHits } from './top-hits.js';

const encoder = new Bm25Encoder((word) => word);
const TEXTS = ['ferry tram tram', 'ferry mill', 'mill mill mill', 'observatory'];
const DENSE = [
  [1, 0],
  [0.6, 0.8],
  [0, 1],
  [-1, 0],
];

function setUp() {
  const index = MemoryIndex.of(
    TEXTS.map((text, i) => ({
      dense: Float32Array.from(DENSE[i] ?? []),
      sparse: encoder.encodeDocument(text, 2),
    })),
  );
  return {
    bm25: (query: string, topK = 10) =>
      index.search({ sparse: encoder.encodeQuery(query) }, { mode: 'bm25', topK }),
    dense: (query: number[], topK = 10) =>
      index.search({ dense: Float32Array.from(query) }, { mode: 'dense', topK }),
    hybrid: (query: string, vector: number[]) =>
      index.search(
        { dense: Float32Array.from(vector), sparse: encoder.encodeQuery(query) },
        { mode: 'hybrid', topK: 3 },
      ),
  };
}

describe(MemoryIndex.name, () => {
  // By hand: "tram" is in 1 of 4 documents: idf = ln(1 + 3.5 / 1.5) = 1.20397; it occurs twice in 3
  // terms where the mean is 2: norm = 1.2 (0.25 + 0.75 * 1.5) = 1.65; 2 * 2.2 / 3.65 = 1.20548.
  it('scores by words as BM25 does by hand', () => {
    const [hit, ...others] = setUp().bm25('tram');
    expect(others).toEqual([]);
    expect(hit?.position).toBe(0);
    expect(hit?.score).toBeCloseTo(1.20397 * 1.20548, 4);
  });

  it('adds the terms of a query and ranks by the sum', () => {
    expect(
      setUp()
        .bm25('ferry mill')
        .map((hit) => hit.position),
    ).toEqual([1, 2, 0]);
  });

  it('gives no hit by words where none is shared', () => {
    expect(setUp().bm25('zeppelin')).toEqual([]);
  });

  it('scores by meaning with the cosine, over all chunks', () => {
    const hits = setUp().dense([1, 0]);
    expect(hits.map((hit) => hit.position)).toEqual([0, 1, 2, 3]);
    expect(hits.map((hit) => hit.score)).toEqual([1, expect.closeTo(0.6, 6), 0, -1]);
  });

  it('fuses both rankings by rank', () => {
    const hits = setUp().hybrid('mill', [0.6, 0.8]);
    expect(hits.map((hit) => hit.position)).toEqual([1, 2, 0]);
    expect(hits[0]?.score).toBeCloseTo(1 / 61 + 1 / 62, 12);
  });

  it('refuses a query vector of another model', () => {
    expect(() => setUp().dense([1, 0, 0])).toThrow('the query has 3 dimensions, the index 2');
  });

  it('counts its memory', () => {
    const index = MemoryIndex.of([
      { dense: new Float32Array(384), sparse: encoder.encodeDocument('ferry mill', 2) },
    ]);
    expect(index.sizeBytes).toBeGreaterThanOrEqual(384 * 4 + 2 * 8);
  });
});

describe(topHits.name, () => {
  it('agrees with sorting everything, ties by position', () => {
    const random = seededRandom('top');
    for (let round = 0; round < 100; round += 1) {
      const scores = Float32Array.from({ length: 60 }, () => Math.floor(random() * 12) - 2);
      const topK = 1 + Math.floor(random() * 20);
      const sorted = [...scores]
        .map((score, position) => ({ position, score }))
        .filter((hit) => hit.score >= 1)
        .sort((a, b) => b.score - a.score || a.position - b.position);
      expect(topHits(scores, topK, 1)).toEqual(sorted.slice(0, topK));
    }
  });
});
