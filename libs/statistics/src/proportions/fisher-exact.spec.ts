import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { fisherExactP } from './fisher-exact.js';

const group = fc
  .integer({ min: 1, max: 60 })
  .chain((trials) =>
    fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
  );

describe(fisherExactP.name, () => {
  it.each([
    [{ successes: 8, trials: 10 }, { successes: 11, trials: 20 }, 0.24647346656342156],
    [{ successes: 0, trials: 5 }, { successes: 7, trials: 8 }, 0.004662004662004662],
    [{ successes: 1, trials: 10 }, { successes: 11, trials: 14 }, 0.0027594561852200836],
  ])('of %p against %p agrees with scipy', (first, second, expected) => {
    expect(fisherExactP(first, second)).toBeCloseTo(expected, 13);
  });

  it('counts the lady tasting tea: all 8 cups right is 2 of 70 tables', () => {
    expect(fisherExactP({ successes: 4, trials: 4 }, { successes: 0, trials: 4 })).toBeCloseTo(
      2 / 70,
      14,
    );
  });

  it('agrees with the normal test for a million trials each', () => {
    const first = { successes: 500_000, trials: 1e6 };
    // scipy fisher_exact
    expect(fisherExactP(first, { successes: 501_000, trials: 1e6 })).toBeCloseTo(0.1577145, 7);
  });

  it('is 1 where only one table is possible', () => {
    expect(fisherExactP({ successes: 0, trials: 4 }, { successes: 0, trials: 6 })).toBe(1);
    expect(fisherExactP({ successes: 4, trials: 4 }, { successes: 6, trials: 6 })).toBe(1);
  });

  it('does not depend on the order of the groups, nor on which outcome is the success', () => {
    const failed = ({ successes, trials }: { successes: number; trials: number }) => {
      return { successes: trials - successes, trials };
    };
    fc.assert(
      fc.property(group, group, (first, second) => {
        const p = fisherExactP(first, second);
        expect(fisherExactP(second, first)).toBeCloseTo(p, 10);
        expect(fisherExactP(failed(first), failed(second))).toBeCloseTo(p, 10);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    { successes: 1, trials: 0 },
    { successes: 2, trials: 1 },
    { successes: 1, trials: 1e8 },
  ])('refuses %p', (wrong) => {
    expect(() => fisherExactP(wrong, { successes: 1, trials: 2 })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
