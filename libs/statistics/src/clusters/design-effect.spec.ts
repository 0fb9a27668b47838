import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { designEffectOf } from './design-effect.js';

describe(designEffectOf.name, () => {
  it('agrees with a worked case of unequal clusters', () => {
    const scores = [1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1];
    const clusters = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5];
    const { icc, designEffect, effectiveN } = designEffectOf(scores, clusters);
    expect(icc).toBeCloseTo(0.3117, 4);
    expect(designEffect).toBeCloseTo(1 + (58 / 18 - 1) * 0.3117, 3);
    expect(effectiveN).toBeCloseTo(10.63, 2);
  });

  it('has the one-way ICC of balanced clusters', () => {
    const scores = [4, 4, 5, 2, 3, 2, 5, 5, 5, 3, 2, 3, 4, 5, 4, 1, 1, 2];
    const clusters = scores.map((_, i) => Math.floor(i / 3));
    expect(designEffectOf(scores, clusters).icc).toBeCloseTo(0.8754152823920266, 12);
  });

  it('never promises more than independent questions', () => {
    const { icc, designEffect } = designEffectOf([0, 1, 0, 1], [1, 1, 2, 2]);
    expect(icc).toBeLessThan(0);
    expect(designEffect).toBe(1);
  });

  it.each([
    ['one cluster', [0, 1, 1], [1, 1, 1]],
    ['one question a cluster', [0, 1, 1], [1, 2, 3]],
    ['no spread', [1, 1, 1], [1, 1, 2]],
  ])('has no ICC from %s', (_, values, clusters) => {
    expect(designEffectOf(values, clusters)).toEqual({
      icc: undefined,
      designEffect: 1,
      effectiveN: 3,
    });
  });

  it('refuses an empty list', () => {
    expect(() => designEffectOf([], [])).toThrow(InvalidStatisticsInputError);
  });
});
