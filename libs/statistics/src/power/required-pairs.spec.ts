import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { pairedPower } from './minimum-detectable-effect.js';
import { requiredPairs } from './required-pairs.js';
import { requiredQuestions } from './required-questions.js';

describe(requiredPairs.name, () => {
  it('agrees with statsmodels TTestPower, which solves to about 1e-6', () => {
    expect(requiredPairs({ dz: 0.3 })).toBeCloseTo(89.149365, 5);
    expect(pairedPower({ effect: 0.3, sd: 1, n: 50 })).toBeCloseTo(0.5476570389705147, 12);
  });

  it('gives just the power wanted, and rounds up to whole questions', () => {
    const n = requiredPairs({ dz: -0.8, alpha: 0.01, power: 0.9 });
    expect(pairedPower({ effect: 0.8, sd: 1, n, alpha: 0.01 })).toBeCloseTo(0.9, 12);
    expect(requiredQuestions({ effect: 0.8, sd: 1, alpha: 0.01, power: 0.9 })).toBe(Math.ceil(n));
  });

  it('asks for two pairs at least, however large the effect', () => {
    expect(requiredPairs({ dz: 1e6 })).toBe(2);
  });

  it.each([{ dz: 0 }, { dz: NaN }, { dz: 1e-9 }, { dz: 1, alpha: 0 }, { dz: 1, power: 1 }])(
    'refuses %p',
    (input) => {
      expect(() => requiredPairs(input)).toThrow(InvalidStatisticsInputError);
    },
  );
});
