import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { asymptoticRadius } from './asymptotic-sequence.js';
import { normalMixtureBoundary, normalMixturePrior } from './normal-mixture.js';

const AT_100 = { alpha: 0.05, optimalVariance: 100 };

describe(normalMixtureBoundary.name, () => {
  it('agrees with compiled confseq', () => {
    expect(normalMixturePrior(AT_100)).toBeCloseTo(12.60056097925634, 12);
    expect(normalMixtureBoundary(10, AT_100)).toBeCloseTo(12.1907531463415, 11);
    expect(normalMixtureBoundary(100, AT_100)).toBeCloseTo(30.35208990376253, 11);
    expect(normalMixtureBoundary(1000, AT_100)).toBeCloseTo(102.51228683166386, 10);
  });

  it('is finite and above 0 before anything has varied', () => {
    expect(normalMixtureBoundary(0, AT_100)).toBeCloseTo(
      Math.sqrt(12.60056097925634 * 2 * Math.log(20)),
      11,
    );
  });

  it('is near its lowest, as a share of the deviation, at the variance it was made for', () => {
    const relative = (v: number): number => normalMixtureBoundary(v, AT_100) / Math.sqrt(v);
    expect(relative(100)).toBeLessThan(relative(20));
    expect(relative(100)).toBeLessThan(relative(500));
  });

  it.each([
    [-1, AT_100],
    [NaN, AT_100],
    [1, { ...AT_100, alpha: 0 }],
    [1, { ...AT_100, optimalVariance: 0 }],
  ])('refuses %d with %j', (variance, input) => {
    expect(() => normalMixtureBoundary(variance, input)).toThrow(InvalidStatisticsInputError);
  });
});

describe(asymptoticRadius.name, () => {
  const AT_T = { t: 100, standardDeviation: 1, alpha: 0.05, optimalAt: 100 };

  it('agrees with the published closed form, about 1.55 times the fixed interval at its best', () => {
    const { t, alpha } = AT_T;
    const log = -2 * Math.log(alpha);
    const rho2 = (log + Math.log(1 + log)) / t;
    const published = Math.sqrt(
      ((2 * (t * rho2 + 1)) / (t * t * rho2)) * Math.log(Math.sqrt(t * rho2 + 1) / alpha),
    );
    expect(asymptoticRadius(AT_T)).toBeCloseTo(published, 12);
    expect(asymptoticRadius(AT_T)).toBeCloseTo(0.3035208990376, 12);
    expect(asymptoticRadius(AT_T) / 0.19599639845).toBeCloseTo(1.5486, 4);
  });

  it('grows with the spread of the values', () => {
    expect(asymptoticRadius({ ...AT_T, standardDeviation: 3 })).toBeCloseTo(
      3 * 0.3035208990376,
      11,
    );
    expect(asymptoticRadius({ ...AT_T, standardDeviation: 0 })).toBe(0);
  });

  it.each([{ t: 0 }, { t: 1.5 }, { standardDeviation: -1 }, { optimalAt: 0 }, { alpha: 0.6 }])(
    'refuses %j',
    (change) => {
      expect(() => asymptoticRadius({ ...AT_T, ...change })).toThrow(InvalidStatisticsInputError);
    },
  );
});
