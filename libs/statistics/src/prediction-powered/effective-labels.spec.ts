import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { effectiveLabels } from './effective-labels.js';

describe(effectiveLabels.name, () => {
  it('has the closed form', () => {
    const { varianceRatio, effectiveCount } = effectiveLabels(0.8, 100, 900);
    expect(varianceRatio).toBeCloseTo(0.424, 12);
    expect(effectiveCount).toBeCloseTo(235.84905660377362, 9);
  });

  it('saves nothing without unlabelled answers or without correlation', () => {
    expect(effectiveLabels(0.8, 100, 0)).toEqual({ varianceRatio: 1, effectiveCount: 100 });
    expect(effectiveLabels(0, 100, 900)).toEqual({ varianceRatio: 1, effectiveCount: 100 });
  });

  it('makes every answer a label for a judge that never errs', () => {
    expect(effectiveLabels(1, 100, 900).effectiveCount).toBeCloseTo(1000, 9);
  });

  it.each([
    [1.1, 100, 900],
    [NaN, 100, 900],
    [0.8, 0, 900],
    [0.8, 100, -1],
  ])('refuses r %p with %p and %p answers', (r, labelled, unlabelled) => {
    expect(() => effectiveLabels(r, labelled, unlabelled)).toThrow(InvalidStatisticsInputError);
  });
});
