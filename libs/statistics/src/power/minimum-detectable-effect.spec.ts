import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { minimumDetectableEffect, pairedPower } from './minimum-detectable-effect.js';

describe(pairedPower.name, () => {
  it('agrees with the noncentral t of statsmodels TTestPower', () => {
    expect(pairedPower({ effect: 0.3, sd: 1, n: 50 })).toBeCloseTo(0.5477, 4);
    expect(pairedPower({ effect: 0.3, sd: 1, n: 89.15 })).toBeCloseTo(0.8, 4);
  });

  it('is the level itself without an effect, and does not depend on its sign', () => {
    expect(pairedPower({ effect: 0, sd: 1, n: 50, alpha: 0.01 })).toBeCloseTo(0.01, 8);
    const helped = pairedPower({ effect: 0.3, sd: 1, n: 50 });
    expect(pairedPower({ effect: -0.3, sd: 1, n: 50 })).toBe(helped);
  });

  it('loses by clusters twice: variance and degrees of freedom', () => {
    const plan = { effect: 0.3, sd: 1, n: 60 };
    const variance = pairedPower({ ...plan, designEffect: 2 });
    const both = pairedPower({ ...plan, designEffect: 2, clusterCount: 6 });
    expect(variance).toBeLessThan(pairedPower(plan));
    expect(both).toBeLessThan(variance);
  });
});

describe(minimumDetectableEffect.name, () => {
  it.each([
    { sd: 0.4, n: 100 },
    { sd: 0.4, n: 100, clusterCount: 5, designEffect: 3, alpha: 0.001 },
    { sd: 1, n: 2, power: 0.9 },
  ])('is the effect that has the wanted power: %p', (plan) => {
    const effect = minimumDetectableEffect(plan);
    const { power, ...design } = { power: 0.8, ...plan };
    expect(pairedPower({ ...design, effect })).toBeCloseTo(power, 6);
  });

  it('nears 2.8016 standard errors for many questions', () => {
    expect(minimumDetectableEffect({ sd: 1, n: 1_000_000 })).toBeCloseTo(0.0028016, 6);
  });

  it('grows with the square root of the design effect', () => {
    const single = minimumDetectableEffect({ sd: 1, n: 200, clusterCount: 50 });
    const clustered = minimumDetectableEffect({ sd: 1, n: 200, clusterCount: 50, designEffect: 4 });
    expect(clustered / single).toBeCloseTo(2, 12);
  });

  it.each([
    { sd: 0, n: 10 },
    { sd: 1, n: 1 },
    { sd: 1, n: 10, clusterCount: 1 },
    { sd: 1, n: 10, clusterCount: 11 },
    { sd: 1, n: 10, designEffect: 0.9 },
    { sd: 1, n: 10, alpha: 0 },
    { sd: 1, n: 10, power: 1 },
    { sd: 1, n: 10, power: 0.05 },
  ])('refuses %p', (plan) => {
    expect(() => minimumDetectableEffect(plan)).toThrow(InvalidStatisticsInputError);
  });
});
