import { affineHashes, type AffineHash, minHashSignature, shingleIds } from './min-hash.js';
import { type Banding } from './banding.js';
import { containment, jaccard, shinglesOf } from './shingles.js';
import { requireShare, requireWhole } from './require-whole.js';

export interface NearDuplicateOptions {
  /** Least Jaccard similarity of a near duplicate, [0, 1]; default 0.8. */
  readonly threshold?: number;
  /** Words of a shingle, >= 1; default 3. */
  readonly shingleWords?: number;
  /** Default 20 bands of 5 rows, which find a pair of similarity 0.8 with chance 0.9996. */
  readonly banding?: Banding;
  /** Any text; equal seeds give equal candidates. */
  readonly seed?: string;
}

/** A text, and what it is called. */
export interface NamedText {
  readonly id: string;
  readonly text: string;
}

export interface NearDuplicate {
  /** Of the indexed text. */
  readonly id: string;
  /** Of the shingles of both texts, in [threshold, 1]. */
  readonly similarity: number;
  /** Share of the indexed text's shingles that the other holds, [0, 1]. */
  readonly contained: number;
}

/**
 * Finds texts that are nearly equal to one of an indexed set by MinHash and locality-sensitive
 * hashing; every candidate is then compared by its shingles. Index the smaller side, e.g. the test, and
 * stream the larger one past it: memory grows with what is indexed only. A short text within a long
 * one is no near duplicate; `NgramOverlap` and `containment` find it.
 *
 * @source Leskovec, Rajaraman and Ullman 2020 (Mining of Massive Datasets) sections 3.3 and 3.4
 */
export class NearDuplicateIndex {
  private readonly threshold: number;
  private readonly shingleWords: number;
  private readonly banding: Banding;
  private readonly hashes: readonly AffineHash[];
  private readonly indexed: { id: string; ids: ReadonlySet<number> }[] = [];
  /** By band and its content: places in `indexed`. */
  private readonly buckets = new Map<string, number[]>();

  /** @throws InvalidMetricInputError when an option is out of range */
  constructor(options: NearDuplicateOptions = {}) {
    const { threshold = 0.8, shingleWords = 3, banding = { bands: 20, rows: 5 } } = options;
    requireShare('threshold', threshold);
    requireWhole('shingleWords', shingleWords);
    requireWhole('bands', banding.bands);
    requireWhole('rows', banding.rows);
    this.threshold = threshold;
    this.shingleWords = shingleWords;
    this.banding = banding;
    this.hashes = affineHashes(banding.bands * banding.rows, options.seed ?? 'near-duplicates');
  }

  /** Adds a text; one without words is left out, it resembles nothing. */
  add({ id, text }: NamedText): void {
    const ids = this.idsOf(text);
    if (ids.size === 0) return;
    const place = this.indexed.push({ id, ids }) - 1;
    for (const key of this.bandKeys(ids)) {
      const bucket = this.buckets.get(key);
      if (bucket) bucket.push(place);
      else this.buckets.set(key, [place]);
    }
  }

  /** Indexed texts that the text nearly equals, the most similar first. */
  find(text: string): NearDuplicate[] {
    const ids = this.idsOf(text);
    if (ids.size === 0) return [];
    const places = new Set(this.bandKeys(ids).flatMap((key) => this.buckets.get(key) ?? []));
    return [...places]
      .map((place) => this.compared(place, ids))
      .filter(({ similarity }) => similarity >= this.threshold)
      .sort((a, b) => b.similarity - a.similarity);
  }

  /** The same for each text of a stream, without those that resemble nothing. */
  async *findAll(
    corpus: AsyncIterable<NamedText> | Iterable<NamedText>,
  ): AsyncGenerator<{ readonly id: string; readonly duplicates: readonly NearDuplicate[] }> {
    for await (const { id, text } of corpus) {
      const duplicates = this.find(text);
      if (duplicates.length > 0) yield { id, duplicates };
    }
  }

  private idsOf(text: string): Set<number> {
    return shingleIds(shinglesOf(text, this.shingleWords));
  }

  private bandKeys(ids: ReadonlySet<number>): string[] {
    const { bands, rows } = this.banding;
    const signature = minHashSignature(ids, this.hashes);
    return Array.from(
      { length: bands },
      (_, band) => `${band}:${signature.subarray(band * rows, (band + 1) * rows).join()}`,
    );
  }

  private compared(place: number, other: ReadonlySet<number>): NearDuplicate {
    const { id, ids } = this.indexed[place] as { id: string; ids: ReadonlySet<number> };
    return { id, similarity: jaccard(ids, other), contained: containment(ids, other) };
  }
}
