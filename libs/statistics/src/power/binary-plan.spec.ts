import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { requiredBinaryPairs } from './binary-plan.js';

const EFFECT = { discordant: 0.15, difference: 0.03 };

describe(requiredBinaryPairs.name, () => {
  it('agrees with the closed form', () => {
    expect(requiredBinaryPairs(EFFECT)).toBeCloseTo(1305.786267012411, 8);
  });

  it('does not care which system is better, and pays for clusters', () => {
    expect(requiredBinaryPairs({ ...EFFECT, difference: -0.03 })).toBe(requiredBinaryPairs(EFFECT));
    expect(requiredBinaryPairs(EFFECT, { designEffect: 1.5 })).toBeCloseTo(
      1.5 * 1305.786267012411,
      8,
    );
  });

  it('needs fewer questions where all disagreement is one way', () => {
    // z_a^2 / D only, since D - d^2 is all that z_b weighs: D = d = 1 leaves z_a^2
    expect(requiredBinaryPairs({ discordant: 1, difference: 1 })).toBeCloseTo(
      3.841458820694124,
      10,
    );
  });

  it.each([
    [{ discordant: 0, difference: 0.1 }, {}],
    [{ discordant: 1.1, difference: 0.1 }, {}],
    [{ discordant: 0.1, difference: 0 }, {}],
    [{ discordant: 0.1, difference: 0.2 }, {}],
    [EFFECT, { power: 0.01 }],
    [EFFECT, { designEffect: 0.5 }],
  ])('refuses %p with %p', (effect, plan) => {
    expect(() => requiredBinaryPairs(effect, plan)).toThrow(InvalidStatisticsInputError);
  });
});
