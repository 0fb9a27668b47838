import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { ceilingCells, onLogitScale } from './ceiling.js';
import { contextContrasts } from './context-contrasts.js';

const SCALE = { low: 1, high: 5 };
const DESIGN = {
  base: { closedBook: [2, 3], oracle: [4.5, 4.5], retrieved: [3, 4] },
  tuned: { closedBook: [3, 4], oracle: [5, 4.2], retrieved: [4, 4.5] },
};

describe(ceilingCells.name, () => {
  it('names the cells whose mean is above 4.5 of 5', () => {
    expect(ceilingCells(DESIGN, SCALE)).toEqual([{ model: 'tuned', context: 'oracle', mean: 4.6 }]);
  });

  it('knows scales other than 1 to 5', () => {
    const cells = ceilingCells(DESIGN, { low: 0, high: 10 });
    expect(cells).toEqual([]);
  });
});

describe(onLogitScale.name, () => {
  it('is the logit of the share of the scale', () => {
    const { base } = onLogitScale(DESIGN, SCALE);
    expect(base.closedBook[0]).toBeCloseTo(Math.log(1 / 3), 12);
    expect(base.closedBook[1]).toBe(0);
    expect(base.retrieved[1]).toBeCloseTo(Math.log(3), 12);
  });

  it('clips the ends of the scale, alike above and below', () => {
    const ends = { closedBook: [1, 5], oracle: [1, 5], retrieved: [1, 5] };
    const { tuned } = onLogitScale({ base: ends, tuned: ends }, SCALE, 0.02);
    expect(tuned.oracle[0]).toBeCloseTo(-Math.log(49), 12);
    expect(tuned.oracle[1]).toBeCloseTo(Math.log(49), 12);
  });

  it('can turn an interaction that only the ceiling made', () => {
    // the odds double in both contexts, though the scores grow by 0.67 and 0.07
    const odds = (odd: number) => 1 + (4 * odd) / (1 + odd);
    const cells = (closed: number, oracle: number) => ({
      closedBook: [odds(closed), odds(closed * 2)],
      oracle: [odds(oracle), odds(oracle * 2)],
      retrieved: [3, 3],
    });
    const design = { base: cells(0.5, 20), tuned: cells(1, 40) };
    const raw = contextContrasts({ ...design, alpha: 0.05 }).contextUse.mean;
    const logit = onLogitScale(design, SCALE, 0.001);
    expect(raw).toBeLessThan(-0.4);
    expect(contextContrasts({ ...logit, alpha: 0.05 }).contextUse.mean).toBeCloseTo(0, 12);
  });

  it.each([
    ['a scale without length', { low: 5, high: 5 }, 0.01, /scale is 5 to 5/],
    ['a score off the scale', { low: 1, high: 4 }, 0.01, /base\.oracle holds 4\.5/],
    ['a clip of 0', SCALE, 0, /clip is 0/],
  ])('refuses %s', (_, scale, clip, message) => {
    expect(() => onLogitScale(DESIGN, scale, clip)).toThrow(InvalidStatisticsInputError);
    expect(() => onLogitScale(DESIGN, scale, clip)).toThrow(message);
  });
});
