import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { partialCorrelation } from './partial-correlation.js';

const INPUT = {
  x: [3.2, 4.1, 4.4, 2.8, 3.9, 4.6, 3.5, 4.8, 2.9, 4.2],
  y: [80, 140, 170, 60, 120, 210, 100, 230, 90, 150],
  control: [3, 4, 4, 3, 4, 4, 4, 4, 3, 4.5],
  alpha: 0.05,
};

describe(partialCorrelation.name, () => {
  it('agrees with the closed form, its t tail by scipy', () => {
    const found = partialCorrelation(INPUT);
    expect(found.xy).toBeCloseTo(0.9559737385706094, 12);
    expect(found.xControl).toBeCloseTo(0.814318284700832, 12);
    expect(found.yControl).toBeCloseTo(0.6701761817782249, 12);
    expect(found.correlation).toBeCloseTo(0.9522947490217604, 12);
    expect(found.degreesOfFreedom).toBe(7);
    expect(found.t).toBeCloseTo(8.255903804413446, 9);
    expect(found.pValue).toBeCloseTo(7.450784596699422e-5, 12);
  });

  it('does not change when the control is rescaled', () => {
    const control = INPUT.control.map((score) => 7 - 2 * score);
    const found = partialCorrelation({ ...INPUT, control });
    expect(found.correlation).toBeCloseTo(0.9522947490217604, 12);
  });

  it.each([
    ['the control has no spread', { control: INPUT.x.map(() => 4) }],
    ['the control decides x', { control: INPUT.x.map((score) => 3 * score + 1) }],
    ['x has no spread', { x: INPUT.x.map(() => 4) }],
  ])('does not exist where %s', (_, change) => {
    const found = partialCorrelation({ ...INPUT, ...change });
    expect(found).toMatchObject({ correlation: undefined, pValue: undefined, interval: undefined });
  });

  it('refuses lists of different lengths', () => {
    expect(() => partialCorrelation({ ...INPUT, control: [1, 2] })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
