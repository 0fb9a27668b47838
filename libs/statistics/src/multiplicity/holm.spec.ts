import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { holm } from './holm.js';

const P_VALUES = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
const ADJUSTED = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615];

describe(holm.name, () => {
  it('agrees with statsmodels multipletests', () => {
    const adjusted = holm(P_VALUES);
    adjusted.forEach((p, i) => {
      expect(p).toBeCloseTo(ADJUSTED[i] as number, 9);
    });
    expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(1);
  });

  it('keeps the order given and leaves its input alone', () => {
    const reversed = P_VALUES.toReversed();
    const adjusted = holm(reversed);
    expect(adjusted.at(-1)).toBeCloseTo(0.01, 12);
    expect(adjusted[0]).toBeCloseTo(0.615, 12);
    expect(reversed).toEqual(P_VALUES.toReversed());
  });

  it('counts a comparison that could not be tested', () => {
    const adjusted = holm([0.01, undefined, 0.02]);
    expect(adjusted[0]).toBeCloseTo(0.03, 12);
    expect(adjusted[1]).toBeUndefined();
    expect(adjusted[2]).toBeCloseTo(0.04, 12);
  });

  it('changes a single p-value not at all and never exceeds 1', () => {
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([0.9, 0.8, 1, 0])).toEqual([1, 1, 1, 0]);
  });

  it.each([[[]], [[undefined, undefined]]])('gives %p back', (pValues) => {
    expect(holm(pValues)).toEqual(pValues);
  });

  it.each([-0.1, 1.1, NaN])('refuses the p-value %p', (p) => {
    expect(() => holm([0.5, p])).toThrow(InvalidStatisticsInputError);
  });
});
