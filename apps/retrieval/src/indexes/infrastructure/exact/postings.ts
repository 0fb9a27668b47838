import { inverseDocumentFrequency } from '../../domain/bm25-encoder.js';
import type { SparseVector } from '../../domain/sparse-vector.js';

/** For each term the documents that hold it: an inverted index in typed arrays. */
export class Postings {
  private constructor(
    private readonly documents: number,
    /** Term id to its place in `starts`. */
    private readonly places: ReadonlyMap<number, number>,
    /** Where each term's run begins, and one past the last, shape [terms + 1]. */
    private readonly starts: Uint32Array,
    /** Document positions, ascending in each run, shape [postings]. */
    private readonly positions: Uint32Array,
    /** Document weights, shape [postings]. */
    private readonly weights: Float32Array,
  ) {}

  /** @param vectors of the documents, by position */
  static of(vectors: readonly SparseVector[]): Postings {
    const places = new Map<number, number>();
    const counts: number[] = [];
    for (const { indices } of vectors) {
      for (const id of indices) {
        const place = places.get(id) ?? places.size;
        places.set(id, place);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    const starts = new Uint32Array(counts.length + 1);
    for (const [place, count] of counts.entries()) starts[place + 1] = (starts[place] ?? 0) + count;
    const next = starts.slice();
    const positions = new Uint32Array(starts.at(-1) ?? 0);
    const weights = new Float32Array(positions.length);
    for (const [position, { indices, values }] of vectors.entries()) {
      for (const [i, id] of indices.entries()) {
        const place = places.get(id) ?? 0;
        const at = next[place] ?? 0;
        positions[at] = position;
        weights[at] = values[i] ?? 0;
        next[place] = at + 1;
      }
    }
    return new Postings(vectors.length, places, starts, positions, weights);
  }

  get sizeBytes(): number {
    // A Map entry of two small numbers takes about 40 bytes.
    return this.places.size * 44 + this.positions.byteLength + this.weights.byteLength;
  }

  /** @returns BM25 score of each document, shape [documents]; 0 where no term is shared */
  score(query: SparseVector): Float32Array {
    const scores = new Float32Array(this.documents);
    for (const [i, id] of query.indices.entries()) {
      const place = this.places.get(id);
      if (place === undefined) continue;
      const [from, to] = [this.starts[place] ?? 0, this.starts[place + 1] ?? 0];
      const weight = (query.values[i] ?? 0) * inverseDocumentFrequency(this.documents, to - from);
      for (let at = from; at < to; at += 1) {
        const position = this.positions[at] ?? 0;
        scores[position] = (scores[position] ?? 0) + weight * (this.weights[at] ?? 0);
      }
    }
    return scores;
  }
}
