import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { roganGladen } from './rogan-gladen.js';

const INPUT = {
  passed: { share: 0.72, count: 500 },
  sensitivity: { share: 0.9, count: 100 },
  specificity: { share: 0.8, count: 80 },
  alpha: 0.05,
};

describe(roganGladen.name, () => {
  it('has the closed form with its delta-method error', () => {
    const found = roganGladen(INPUT);
    expect(found.estimate).toBeCloseTo(0.7428571428571427, 12);
    expect(found.standardError).toBeCloseTo(0.045894687771908464, 12);
    expect(found.interval?.lower).toBeCloseTo(0.6529052077424913, 12);
    expect(found.interval?.upper).toBeCloseTo(0.832809077971794, 12);
    expect(found.note).toBeUndefined();
  });

  it('changes nothing for a judge that never errs', () => {
    const perfect = { share: 1, count: 50 };
    const found = roganGladen({ ...INPUT, sensitivity: perfect, specificity: perfect });
    expect(found.estimate).toBeCloseTo(0.72, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt((0.72 * 0.28) / 500), 12);
  });

  it('cannot correct a judge that tells nothing, and says so', () => {
    const specificity = { share: 0.1, count: 80 };
    expect(roganGladen({ ...INPUT, specificity })).toEqual({
      estimate: undefined,
      standardError: undefined,
      interval: undefined,
      note: 'judge-no-better-than-chance',
    });
  });

  it.each([
    [0.05, -0.21428571428571427],
    [0.95, 1.0714285714285714],
  ])('gives what the formula gives beyond [0, 1], and says so, at %p', (share, estimate) => {
    const found = roganGladen({ ...INPUT, passed: { share, count: 500 } });
    expect(found.estimate).toBeCloseTo(estimate, 12);
    expect(found.note).toBe('outside-range');
  });

  it.each([
    ['a share above 1', { passed: { share: 1.2, count: 5 } }, /passed\.share is 1.2/],
    ['a share of nothing', { sensitivity: { share: 0.9, count: 0 } }, /sensitivity\.count is 0/],
    ['a share that is no number', { specificity: { share: NaN, count: 5 } }, /specificity\.share/],
  ])('refuses %s', (_, change, message) => {
    expect(() => roganGladen({ ...INPUT, ...change })).toThrow(InvalidStatisticsInputError);
    expect(() => roganGladen({ ...INPUT, ...change })).toThrow(message);
  });
});
