import { seededRandom } from '@equipoise/kernel';
import { InvalidMetricInputError } from '../metrics.errors.js';
import { multiplyModulo, PRIME, reduced } from './modular-arithmetic.js';
import { requireShare, requireWhole } from './require-whole.js';

/** One hash function, id -> (multiplier id + increment) modulo 2^31 - 1. */
export interface AffineHash {
  /** Whole, 1 to 2^31 - 2. */
  readonly multiplier: number;
  /** Whole, 0 to 2^31 - 2. */
  readonly increment: number;
}

/** The smallest hash of a set under each of k functions, shape [k], each 0 to 2^31 - 1. */
export type Signature = Uint32Array;

/**
 * Hash functions for signatures that can be compared with each other.
 *
 * @param count k, >= 1; the standard error of an estimate is at most 1 / (2 sqrt(k))
 * @param seed any text; equal seeds give equal functions
 * @throws InvalidMetricInputError when `count` is not a whole number >= 1
 * @source Carter and Wegman 1979 (J. Comput. Syst. Sci. 18), a universal family
 */
export function affineHashes(count: number, seed: string): AffineHash[] {
  requireWhole('count', count);
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    multiplier: 1 + Math.floor(random() * (PRIME - 1)),
    increment: Math.floor(random() * PRIME),
  }));
}

/**
 * MinHash signature of a set. Two sets agree in a place with the chance that is their Jaccard
 * similarity, whatever their sizes.
 *
 * @param ids of the set's members, whole numbers from 0 to 2^53 - 1, e.g. from `shingleIds`
 * @returns shape [k]; all 2^31 - 1, which no hash reaches, for an empty set
 * @throws InvalidMetricInputError when an id is out of range
 * @source Broder 1997 (On the resemblance and containment of documents)
 */
export function minHashSignature(ids: Iterable<number>, hashes: readonly AffineHash[]): Signature {
  const signature = new Uint32Array(hashes.length).fill(PRIME);
  for (const id of ids) {
    if (!Number.isSafeInteger(id) || id < 0) {
      throw new InvalidMetricInputError(`id ${id} is not a whole number from 0 to 2^53 - 1`);
    }
    const short = reduced(id);
    for (let i = 0; i < hashes.length; i += 1) {
      const { multiplier, increment } = hashes[i] as AffineHash;
      const hash = reduced(multiplyModulo(multiplier, short) + increment);
      if (hash < (signature[i] as number)) signature[i] = hash;
    }
  }
  return signature;
}

/**
 * Estimate of two sets' Jaccard similarity: the share of places in which their signatures agree, in
 * [0, 1]; 0 for two empty sets.
 *
 * @throws InvalidMetricInputError when the signatures differ in length or have none
 */
export function estimatedJaccard(a: Signature, b: Signature): number {
  if (a.length !== b.length || a.length === 0) {
    throw new InvalidMetricInputError(
      `signatures of ${a.length} and ${b.length} places; compare those of the same hash functions`,
    );
  }
  const agreed = a.filter((hash, i) => hash === b[i] && hash !== PRIME).length;
  return agreed / a.length;
}

/**
 * Standard error of such an estimate, sqrt(J (1 - J) / k).
 *
 * @param similarity true Jaccard similarity, [0, 1]
 * @param count places of the signatures, >= 1
 * @throws InvalidMetricInputError when a number is out of range
 */
export function jaccardError(similarity: number, count: number): number {
  requireShare('similarity', similarity);
  requireWhole('count', count);
  return Math.sqrt((similarity * (1 - similarity)) / count);
}

/** Ids of texts for hashing, 32 bits each: two different texts share one with chance 2^-32. */
export function shingleIds(shingles: Iterable<string>): Set<number> {
  return new Set(Array.from(shingles, textHash));
}

/** FNV-1a over UTF-16 code units, its bits then mixed as in MurmurHash3. */
function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
