import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { unpairedContrast } from './unpaired-contrast.js';

const FIRST = [4.2, 3.8, 4.6, 2.9, 3.5, 4.8, 4.1, 3.3, 3.9, 4.4];
const SECOND = [3.9, 3.9, 4.1, 2.5, 3.6, 4.2, 3.6, 3.0, 3.9, 3.8];

describe(unpairedContrast.name, () => {
  it('agrees with scipy ttest_ind without equal variances', () => {
    const contrast = unpairedContrast(FIRST, SECOND, 0.05);
    expect(contrast.difference).toBeCloseTo(0.3, 12);
    expect(contrast.standardError).toBeCloseTo(0.25055493963954845, 12);
    expect(contrast.pValue).toBeCloseTo(0.24695236862858655, 11);
  });

  it('takes systems with different questions, however many each', () => {
    const contrast = unpairedContrast(FIRST, SECOND.slice(0, 6), 0.05);
    expect(contrast.t).toBeCloseTo(0.7903499038855554, 10);
    expect(contrast.degreesOfFreedom).toBeCloseTo(10.262460724455176, 10);
    expect(contrast.pValue).toBeCloseTo(0.44720207204652973, 11);
    expect(contrast.interval?.lower).toBeCloseTo(-0.45235942573159893, 9);
  });

  it('changes its sign with the order of the systems', () => {
    const swapped = unpairedContrast(SECOND, FIRST, 0.05);
    expect(swapped.difference).toBeCloseTo(-0.3, 12);
    expect(swapped.pValue).toBe(unpairedContrast(FIRST, SECOND, 0.05).pValue);
  });

  it('has no degrees of freedom where neither system varies', () => {
    expect(unpairedContrast([1, 1], [2, 2], 0.05)).toEqual({
      difference: -1,
      standardError: 0,
      degreesOfFreedom: undefined,
      t: undefined,
      pValue: undefined,
      interval: undefined,
    });
  });

  it('knows the error where only one system varies', () => {
    const contrast = unpairedContrast([1, 1, 1], [2, 3, 4], 0.05);
    expect(contrast.degreesOfFreedom).toBeCloseTo(2, 12);
    expect(contrast.standardError).toBeCloseTo(Math.sqrt(1 / 3), 12);
  });

  it.each([
    [[1], [1, 2]],
    [[1, 2], []],
    [
      [1, 2],
      [1, NaN],
    ],
  ])('refuses %p and %p', (first, second) => {
    expect(() => unpairedContrast(first, second, 0.05)).toThrow(InvalidStatisticsInputError);
  });
});
