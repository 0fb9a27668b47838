import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { reliabilityOfMean, repeatsForReliability } from './spearman-brown.js';

describe(reliabilityOfMean.name, () => {
  it.each([
    [1, 0.4],
    [2, 0.5714285714285715],
    [5, 0.7692307692307692],
    [20, 0.9302325581395348],
  ])('has the closed form at %p repeats', (repeats, reliability) => {
    expect(reliabilityOfMean(0.4, repeats)).toBeCloseTo(reliability, 12);
  });

  it('stays 0 without reliability and 1 with all of it', () => {
    expect(reliabilityOfMean(0, 7)).toBe(0);
    expect(reliabilityOfMean(1, 7)).toBe(1);
  });

  it.each([
    [-0.1, 2],
    [1.1, 2],
    [NaN, 2],
    [0.4, 0],
  ])('refuses an ICC of %p with %p repeats', (icc, repeats) => {
    expect(() => reliabilityOfMean(icc, repeats)).toThrow(InvalidStatisticsInputError);
  });
});

describe(repeatsForReliability.name, () => {
  it('has the closed form', () => {
    expect(repeatsForReliability(0.4, 0.9)).toBeCloseTo(13.5, 12);
  });

  it('undoes reliabilityOfMean', () => {
    expect(repeatsForReliability(0.3, reliabilityOfMean(0.3, 6))).toBeCloseTo(6, 12);
  });

  it('finds no number of repeats that makes noise reliable', () => {
    expect(repeatsForReliability(0, 0.5)).toBeUndefined();
  });

  it.each([0, 1, NaN])('refuses the target %p', (target) => {
    expect(() => repeatsForReliability(0.4, target)).toThrow(InvalidStatisticsInputError);
  });
});
