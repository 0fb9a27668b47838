import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { betaPosterior } from './beta-posterior.js';

describe(betaPosterior.name, () => {
  it('agrees with scipy under a uniform prior', () => {
    const posterior = betaPosterior({ successes: 8, trials: 10, alpha: 0.05 });
    expect(posterior).toMatchObject({ a: 9, b: 3, mean: 0.75 });
    expect(posterior.interval.lower).toBeCloseTo(0.4822441476398273, 12);
    expect(posterior.interval.upper).toBeCloseTo(0.9397822658270933, 12);
  });

  it('adds trials to a prior, in one step or two', () => {
    const first = betaPosterior({ successes: 3, trials: 4, prior: { a: 0.5, b: 2 }, alpha: 0.05 });
    const second = betaPosterior({ successes: 1, trials: 6, prior: first, alpha: 0.05 });
    const both = { successes: 4, trials: 10, prior: { a: 0.5, b: 2 }, alpha: 0.05 };
    expect(second).toEqual(betaPosterior(both));
  });

  it.each([
    { successes: 2, trials: 1 },
    { successes: 1, trials: 2, prior: { a: 0, b: 1 } },
    { successes: 1, trials: 2, prior: { a: 1, b: Infinity } },
    { successes: 1, trials: 2, alpha: 0 },
  ])('refuses %p', (input) => {
    expect(() => betaPosterior({ alpha: 0.05, ...input })).toThrow(InvalidStatisticsInputError);
  });
});
