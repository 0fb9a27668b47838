import fc from 'fast-check';
import { binomialCdf } from '../distributions/binomial.js';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import {
  agrestiCoullInterval,
  bernoulliStandardError,
  clopperPearsonInterval,
  jeffreysInterval,
  waldInterval,
  wilsonInterval,
} from './proportion-interval.js';

const INTERVALS = [
  wilsonInterval,
  clopperPearsonInterval,
  jeffreysInterval,
  agrestiCoullInterval,
  waldInterval,
];

/** A number of trials and of successes among them. */
const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((trials) =>
    fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
  );

/** By statsmodels proportion_confint at 0.05. */
const PUBLISHED = [
  [wilsonInterval, '8 of 10', [0.49016247153664183, 0.9433178485456247]],
  [wilsonInterval, '0 of 10', [0, 0.27753279986288926]],
  [wilsonInterval, '95 of 100', [0.8882495307680808, 0.9784563208456319]],
  [clopperPearsonInterval, '8 of 10', [0.4439045376923585, 0.9747892736731666]],
  [clopperPearsonInterval, '0 of 10', [0, 0.30849710781876083]],
  [clopperPearsonInterval, '95 of 100', [0.8871650888945373, 0.9835681208179479]],
  [jeffreysInterval, '8 of 10', [0.497225503560007, 0.9559405864473692]],
  [jeffreysInterval, '0 of 10', [4.789043315758196e-5, 0.21719626750921053]],
  [jeffreysInterval, '95 of 100', [0.893899926116897, 0.9806681880141332]],
  [agrestiCoullInterval, '8 of 10', [0.47936759056615064, 0.9541127295161159]],
  [agrestiCoullInterval, '0 of 10', [0, 0.3208873057505458]],
  [agrestiCoullInterval, '95 of 100', [0.8853822108122303, 0.9813236408014828]],
  [waldInterval, '8 of 10', [0.5520819870781754, 1]],
  [waldInterval, '0 of 10', [0, 0]],
  [waldInterval, '95 of 100', [0.9072835752920528, 0.9927164247079471]],
] as const;

describe.each(PUBLISHED)('%p', (interval, counted, [lower, upper]) => {
  it(`agrees with statsmodels for ${counted}`, () => {
    const [successes = NaN, trials = NaN] = counted.split(' of ').map(Number);
    const found = interval({ successes, trials, alpha: 0.05 });
    expect(found.lower).toBeCloseTo(lower, 12);
    expect(found.upper).toBeCloseTo(upper, 12);
  });
});

describe.each(INTERVALS.map((interval) => [interval.name, interval] as const))(
  '%s',
  (_, interval) => {
    it('lies in [0, 1], in order, and mirrors when successes and failures change places', () => {
      fc.assert(
        fc.property(counts, ({ successes, trials }) => {
          const own = interval({ successes, trials, alpha: 0.05 });
          const mirrored = interval({ successes: trials - successes, trials, alpha: 0.05 });
          expect(own.lower).toBeGreaterThanOrEqual(0);
          expect(own.upper).toBeLessThanOrEqual(1);
          expect(own.lower).toBeLessThanOrEqual(own.upper);
          expect(mirrored.lower).toBeCloseTo(1 - own.upper, 10);
        }),
      );
    });

    it.each([
      { successes: 1, trials: 0 },
      { successes: 3, trials: 2 },
      { successes: -1, trials: 2 },
      { successes: 0.5, trials: 2 },
      { successes: 1, trials: 2, alpha: 0.5 },
    ])('refuses %p', (input) => {
      expect(() => interval({ alpha: 0.05, ...input })).toThrow(InvalidStatisticsInputError);
    });
  },
);

describe('coverage of a rate of 0.95 in 16 trials', () => {
  it.each([
    ['Wald', waldInterval, 0.559],
    ['Wilson', wilsonInterval, 0.957],
  ])('by %s is the published one', (_, interval, published) => {
    let covered = 0;
    for (let successes = 0; successes <= 16; successes += 1) {
      const { lower, upper } = interval({ successes, trials: 16, alpha: 0.05 });
      const chance = binomialCdf(successes, 16, 0.95) - binomialCdf(successes - 1, 16, 0.95);
      if (lower <= 0.95 && upper >= 0.95) covered += chance;
    }
    expect(covered).toBeCloseTo(published, 3);
  });
});

describe(clopperPearsonInterval.name, () => {
  it('has the closed form of no success: 1 - (alpha / 2)^(1 / n)', () => {
    const { upper } = clopperPearsonInterval({ successes: 0, trials: 20, alpha: 1e-12 });
    expect(upper).toBeCloseTo(1 - 5e-13 ** (1 / 20), 12);
  });
});

describe(bernoulliStandardError.name, () => {
  it('agrees with the closed form', () => {
    expect(bernoulliStandardError({ successes: 655, trials: 1000 })).toBeCloseTo(
      0.015032464867745409,
      15,
    );
    expect(bernoulliStandardError({ successes: 0, trials: 9 })).toBe(0);
  });

  it('refuses no trials', () => {
    expect(() => bernoulliStandardError({ successes: 0, trials: 0 })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
