import { InvalidStatisticsInputError } from '../statistics.errors.js';
import {
  differenceVariance,
  normalDetectableEffect,
  normalRequiredQuestions,
} from './variance-plan.js';

const PARTS = { betweenQuestions: 1 / 9, withinBase: 1 / 6, withinTuned: 1 / 6 };

describe(differenceVariance.name, () => {
  it.each([
    [1, 1],
    [2, 2 / 3],
    [4, 1 / 2],
    [6, 4 / 9],
    [1e6, 0.333334],
  ])('with %p repeats is %p of that with one', (repeats, ratio) => {
    // difficulty uniform on [0, 1], right or wrong answers, independent systems
    const parts = { betweenQuestions: 1 / 6, withinBase: 1 / 6, withinTuned: 1 / 6 };
    const single = differenceVariance({ ...parts, repeats: 1 });
    expect(differenceVariance({ ...parts, repeats }) / single).toBeCloseTo(ratio, 9);
  });

  it('takes repeats that differ between the systems', () => {
    const variance = differenceVariance({ ...PARTS, repeats: 2, tunedRepeats: 6 });
    expect(variance).toBeCloseTo(1 / 9 + 1 / 12 + 1 / 36, 14);
  });

  it.each([
    { ...PARTS, repeats: 1, tunedRepeats: 0.5 },
    { ...PARTS, repeats: 0 },
    { ...PARTS, repeats: 1, withinBase: -1 },
  ])('refuses %p', (parts) => {
    expect(() => differenceVariance(parts)).toThrow(InvalidStatisticsInputError);
  });
});

describe(normalDetectableEffect.name, () => {
  it.each([
    [198, 1, 0.1327333278739942],
    [198, 10, 0.0756696392667773],
    [200, 1, 0.13206799371997818],
    [200, 10, 0.0752903404408332],
  ])('agrees with the closed form for %p questions of %p repeats', (n, repeats, effect) => {
    const variance = differenceVariance({ ...PARTS, repeats });
    expect(normalDetectableEffect(variance, n)).toBeCloseTo(effect, 9);
  });
});

describe(normalRequiredQuestions.name, () => {
  it('agrees with the published case of 969 questions', () => {
    expect(normalRequiredQuestions(1 / 9, 0.03)).toBeCloseTo(968.9975, 4);
  });

  it('is the inverse of the detectable effect', () => {
    const plan = { alpha: 0.01, power: 0.9 };
    const effect = normalDetectableEffect(0.3, 250, plan);
    expect(normalRequiredQuestions(0.3, effect, plan)).toBeCloseTo(250, 9);
  });

  it('refuses an effect of 0', () => {
    expect(() => normalRequiredQuestions(1, 0)).toThrow(InvalidStatisticsInputError);
  });
});
