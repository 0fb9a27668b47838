import { inverseDocumentFrequency } from '../../domain/bm25-encoder.js';
import type { SparseVector } from '../../domain/sparse-vector.js';

/** Where the run of each term lies. */
interface Runs {
  /** Term id to its place in `starts`. */
  readonly places: ReadonlyMap<number, number>;
  /** Where each term's run begins, and one past the last, shape [terms + 1]. */
  readonly starts: Uint32Array;
}

/** For each term the documents that hold it: an inverted index in typed arrays. */
export class Postings {
  private constructor(
    private readonly documents: number,
    private readonly runs: Runs,
    /** Document positions, ascending in each run, shape [postings]. */
    private readonly positions: Uint32Array,
    /** Document weights, shape [postings]. */
    private readonly weights: Float32Array,
  ) {}

  /** @param vectors of the documents, by position */
  static of(vectors: readonly SparseVector[]): Postings {
    const runs = runsOf(vectors);
    const next = runs.starts.slice();
    const positions = new Uint32Array(runs.starts.at(-1) ?? 0);
    const weights = new Float32Array(positions.length);
    for (const [position, { indices, values }] of vectors.entries()) {
      for (let i = 0; i < indices.length; i += 1) {
        const place = runs.places.get(indices[i] as number) as number;
        const at = next[place] as number;
        positions[at] = position;
        weights[at] = values[i] as number;
        next[place] = at + 1;
      }
    }
    return new Postings(vectors.length, runs, positions, weights);
  }

  get sizeBytes(): number {
    // An entry of a Map from number to number takes about 40 bytes.
    const terms = this.runs.places.size * 40 + this.runs.starts.byteLength;
    return terms + this.positions.byteLength + this.weights.byteLength;
  }

  /** @returns BM25 score of each document, shape [documents]; 0 where no term is shared */
  score(query: SparseVector): Float32Array {
    const scores = new Float32Array(this.documents);
    for (const [i, id] of query.indices.entries()) {
      const place = this.runs.places.get(id);
      if (place === undefined) continue;
      const from = this.runs.starts[place] as number;
      const to = this.runs.starts[place + 1] as number;
      const idf = inverseDocumentFrequency(this.documents, to - from);
      const weight = idf * (query.values[i] as number);
      for (let at = from; at < to; at += 1) {
        const position = this.positions[at] as number;
        scores[position] = (scores[position] as number) + weight * (this.weights[at] as number);
      }
    }
    return scores;
  }
}

function runsOf(vectors: readonly SparseVector[]): Runs {
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
  for (const [place, count] of counts.entries()) {
    starts[place + 1] = (starts[place] as number) + count;
  }
  return { places, starts };
}
