import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { clusterErrors } from './cluster-errors.js';

const SCORES = [1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1];
const CLUSTERS = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5];

describe(clusterErrors.name, () => {
  it('agrees with statsmodels and the closed forms', () => {
    const errors = clusterErrors(SCORES, CLUSTERS);
    expect(errors.independent).toBeCloseTo(0.1182356373537617, 12);
    expect(errors.miller).toBeCloseTo(0.13759788924404368, 12);
    expect(errors.cr0).toBeCloseTo(0.13474617254903123, 12);
    expect(errors.cr1).toBeCloseTo(0.1476070364851756, 12);
    expect(errors.cr3).toBeCloseTo(0.14885911871968582, 12);
    expect(errors.jackknife).toBeCloseTo(0.14885647407494138, 12);
  });

  it('are one and the same but for CR0 when every question is its own cluster', () => {
    const scores = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(scores, (own) => {
        const { independent, miller, cr0, cr1, cr3, jackknife } = clusterErrors(
          own,
          own.map((_, i) => i),
        );
        for (const error of [miller, cr1, cr3, jackknife]) {
          expect(error).toBeCloseTo(independent, 10);
        }
        expect(cr0).toBeCloseTo(independent * Math.sqrt((own.length - 1) / own.length), 10);
      }),
    );
  });

  it('sees no spread between clusters whose questions cancel, but for the share of Miller', () => {
    const errors = clusterErrors([0, 1, 1, 0], [1, 1, 2, 2]);
    expect(errors).toMatchObject({ cr0: 0, cr1: 0, cr3: 0, jackknife: 0 });
    // squares of 1 over n^2 (n - 1)
    expect(errors.miller).toBeCloseTo(Math.sqrt(1 / 48), 14);
  });

  it.each([
    ['no scores', [], []],
    ['one cluster', [1, 2], [1, 1]],
    ['a missing cluster', [1, 2], [1]],
    ['a score that is no number', [1, NaN], [1, 2]],
  ])('refuses %s', (_, scores, clusters) => {
    expect(() => clusterErrors(scores, clusters)).toThrow(InvalidStatisticsInputError);
  });
});
