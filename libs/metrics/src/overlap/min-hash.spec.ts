import fc from 'fast-check';
import { InvalidMetricInputError } from '../metrics.errors.js';
import { candidateProbability, candidateThreshold } from './banding.js';
import {
  affineHashes,
  estimatedJaccard,
  jaccardError,
  minHashSignature,
  shingleIds,
} from './min-hash.js';
import { multiplyModulo, PRIME, reduced } from './modular-arithmetic.js';
import { containment, jaccard, shinglesOf } from './shingles.js';

const HASHES = affineHashes(256, 'test');

describe(minHashSignature.name, () => {
  it('agrees with the worked case, whose products exceed 2^53', () => {
    // h(x) = a (2654435 x + b), as an affine function of x
    const hashes = [
      [1103515, 12345],
      [1664525, 1013904],
      [2034567, 777777],
      [1299709, 104729],
    ].map(([a, b]) => ({
      multiplier: multiplyModulo(a!, 2654435),
      increment: multiplyModulo(a!, b!),
    }));
    const a = minHashSignature([1, 2, 3, 5, 8, 13], hashes);
    const b = minHashSignature([2, 3, 5, 8, 21], hashes);
    expect([...a]).toEqual([779135310, 449224244, 197208734, 54914824]);
    expect([...b]).toEqual([820279827, 449224244, 413865567, 54914824]);
    expect(estimatedJaccard(a, b)).toBe(0.5);
  });

  it('does not depend on order or on repeats', () => {
    expect(minHashSignature([5, 3, 3, 9], HASHES)).toEqual(minHashSignature([9, 5, 3], HASHES));
  });

  it.each([-1, 0.5, 2 ** 53, NaN])('refuses the id %d', (id) => {
    expect(() => minHashSignature([id], HASHES)).toThrow(InvalidMetricInputError);
  });
});

describe(estimatedJaccard.name, () => {
  const ids = fc.array(fc.maxSafeNat(), { maxLength: 12 });

  it('is symmetric, in [0, 1], and 1 for equal sets', () => {
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const [a, b] = [minHashSignature(first, HASHES), minHashSignature(second, HASHES)];
        expect(estimatedJaccard(a, b)).toBe(estimatedJaccard(b, a));
        expect(estimatedJaccard(a, b)).toBeLessThanOrEqual(1);
        expect(estimatedJaccard(a, a)).toBe(first.length === 0 ? 0 : 1);
      }),
    );
  });

  it.each([0.1, 0.5, 0.8])('is within four standard errors of a similarity of %d', (similarity) => {
    const shared = Math.round(1000 * similarity);
    const rest = 1000 - shared;
    const a = Array.from({ length: shared + rest / 2 }, (_, i) => `word ${i}`);
    const b = Array.from(
      { length: shared + rest / 2 },
      (_, i) => `word ${i < shared ? i : i + rest}`,
    );
    const [left, right] = [a, b].map((texts) => minHashSignature(shingleIds(texts), HASHES));
    const truth = jaccard(new Set(a), new Set(b));
    const error = Math.abs(estimatedJaccard(left!, right!) - truth);
    expect(error).toBeLessThan(4 * jaccardError(truth, 256));
  });

  it('refuses signatures of different functions', () => {
    const short = minHashSignature([1], HASHES.slice(0, 3));
    expect(() => estimatedJaccard(short, minHashSignature([1], HASHES))).toThrow(
      InvalidMetricInputError,
    );
    expect(() => estimatedJaccard(new Uint32Array(), new Uint32Array())).toThrow(
      InvalidMetricInputError,
    );
  });
});

describe(multiplyModulo.name, () => {
  it('agrees with integers of any size', () => {
    const remainder = fc.integer({ min: 0, max: PRIME - 1 });
    fc.assert(
      fc.property(remainder, remainder, fc.maxSafeNat(), (a, b, large) => {
        const product = (BigInt(a) * BigInt(b)) % BigInt(PRIME);
        expect(multiplyModulo(a, b)).toBe(Number(product));
        expect(reduced(large)).toBe(large % PRIME);
      }),
    );
    expect(multiplyModulo(PRIME - 1, PRIME - 1)).toBe(1);
    expect(reduced(PRIME)).toBe(0);
  });
});

describe(shingleIds.name, () => {
  it('gives 100,000 texts about as many ids, 32 bits each', () => {
    const ids = shingleIds(Array.from({ length: 100_000 }, (_, i) => `a ${i} b`));
    expect(ids.size).toBeGreaterThan(99_990);
    expect(Math.max(...[...ids].slice(0, 1000))).toBeLessThan(2 ** 32);
  });
});

describe(candidateProbability.name, () => {
  it.each([
    [0, 0],
    [0.2, 0.0063805813047682625],
    [0.4, 0.1860495521491441],
    [0.6, 0.8019024538382217],
    [0.8, 0.9996439421094793],
    [1, 1],
  ])('at %d is %d for 20 bands of 5 rows', (similarity, probability) => {
    const found = candidateProbability(similarity, { bands: 20, rows: 5 });
    expect(found).toBeCloseTo(probability, 14);
  });

  it('has its threshold at 0.549, and an estimate from 128 places the error 0.0354', () => {
    expect(candidateThreshold({ bands: 20, rows: 5 })).toBeCloseTo(0.5492802716530588, 14);
    expect(jaccardError(0.8, 128)).toBeCloseTo(0.03535533905932738, 14);
  });

  it('keeps a tiny chance', () => {
    const found = candidateProbability(1e-4, { bands: 20, rows: 5 });
    expect(found / 20e-20).toBeCloseTo(1, 9);
  });

  it.each([
    [-0.1, 20, 5],
    [1.1, 20, 5],
    [NaN, 20, 5],
    [0.5, 0, 5],
    [0.5, 20, 1.5],
  ])('refuses similarity %d, %d bands and %d rows', (similarity, bands, rows) => {
    expect(() => candidateProbability(similarity, { bands, rows })).toThrow(
      InvalidMetricInputError,
    );
  });
});

describe(shinglesOf.name, () => {
  it('gives runs of words, and a short text as one', () => {
    expect([...shinglesOf('A b c, d', 3)]).toEqual(['a b c', 'b c d']);
    expect([...shinglesOf('A b', 3)]).toEqual(['a b']);
    expect(shinglesOf('…', 3).size).toBe(0);
  });

  it('refuses a size of 0', () => {
    expect(() => shinglesOf('a', 0)).toThrow(InvalidMetricInputError);
  });
});

describe(jaccard.name, () => {
  const small = new Set(['a', 'b', 'c']);
  const large = new Set(['b', 'c', 'd', 'e', 'f']);

  it('is the share of either that is both', () => {
    expect(jaccard(small, large)).toBeCloseTo(2 / 6, 12);
    expect(jaccard(large, small)).toBeCloseTo(2 / 6, 12);
    expect(containment(small, large)).toBeCloseTo(2 / 3, 12);
    expect(containment(large, small)).toBeCloseTo(2 / 5, 12);
  });

  it('is 0 for empty sets', () => {
    expect(jaccard(new Set(), new Set())).toBe(0);
    expect(containment(new Set(), large)).toBe(0);
  });
});
