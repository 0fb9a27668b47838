import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { benjaminiHochberg, benjaminiYekutieli } from './false-discovery.js';
import { findingsAmong } from './family.js';
import { bonferroni, hochberg } from './familywise.js';
import { holm } from './holm.js';

const PROCEDURES = [
  ['Bonferroni', bonferroni],
  ['Holm', holm],
  ['Hochberg', hochberg],
  ['Benjamini and Hochberg', benjaminiHochberg],
  ['Benjamini and Yekutieli', benjaminiYekutieli],
] as const;

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

describe.each([
  ['Bonferroni', bonferroni, [0.12, 0.004, 0.8, 0.16]],
  ['Holm', holm, [0.09, 0.004, 0.2, 0.09]],
  ['Hochberg', hochberg, [0.08, 0.004, 0.2, 0.08]],
  ['Benjamini and Hochberg', benjaminiHochberg, [4 / 75, 0.004, 0.2, 4 / 75]],
  ['Benjamini and Yekutieli', benjaminiYekutieli, [1 / 9, 1 / 120, 5 / 12, 1 / 9]],
] as const)('%s', (_, adjust, expected) => {
  it('agrees with statsmodels multipletests, in the order given', () => {
    const adjusted = adjust([0.03, 0.001, 0.2, 0.04]);
    expect(adjusted).toEqual(expected.map((p) => expect.closeTo(p, 12) as number));
  });

  it('lets no p-value shrink or change its rank, and stays at most 1', () => {
    fc.assert(
      fc.property(family, (pValues) => {
        const adjusted = adjust(pValues);
        pValues.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p - 1e-15);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          pValues.forEach((other, j) => {
            if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]! + 1e-15);
          });
        });
      }),
    );
  });

  it('counts what could not be tested, and leaves it undefined', () => {
    const adjusted = adjust([0.01, undefined]);
    expect(adjusted[1]).toBeUndefined();
    expect(adjusted[0]).toBeGreaterThanOrEqual(0.02 - 1e-15);
  });

  it('leaves one p-value, and none, as they are', () => {
    expect(adjust([0.04])).toEqual([0.04]);
    expect(adjust([])).toEqual([]);
    expect(adjust([undefined])).toEqual([undefined]);
  });

  it.each([-0.1, 1.1, NaN])('refuses the p-value %p', (p) => {
    expect(() => adjust([0.5, p])).toThrow(InvalidStatisticsInputError);
  });
});

describe('the procedures together', () => {
  it('find the more, the weaker their promise', () => {
    fc.assert(
      fc.property(family, (pValues) => {
        const [strict, step, stepUp, discovery] = PROCEDURES.map(([, adjust]) => adjust(pValues));
        pValues.forEach((_, i) => {
          expect(step![i]).toBeLessThanOrEqual(strict![i]! + 1e-15);
          expect(stepUp![i]).toBeLessThanOrEqual(step![i]! + 1e-15);
          expect(discovery![i]).toBeLessThanOrEqual(stepUp![i]! + 1e-15);
        });
      }),
    );
  });
});

describe(findingsAmong.name, () => {
  it('takes the level itself for enough, and an unknown p-value for no finding', () => {
    expect(findingsAmong([0.05, 0.051, undefined, 0], 0.05)).toEqual([true, false, false, true]);
  });

  it.each([0, 1, NaN])('refuses the level %p', (alpha) => {
    expect(() => findingsAmong([0.1], alpha)).toThrow(InvalidStatisticsInputError);
  });
});
