import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { predictionPoweredDifference } from './prediction-powered-difference.js';
import { predictionPoweredMean } from './prediction-powered-mean.js';

const STRONG = {
  labels: [4, 3, 5, 2, 4, 4, 3, 5, 1, 4, 3, 4],
  predictions: [4.5, 3.5, 4.8, 3, 4.2, 4.6, 3.9, 4.9, 2.2, 4.4, 3.2, 4.5],
  unlabelledPredictions: [
    4.1, 3.8, 4.6, 2.9, 3.3, 4.9, 4.4, 3.7, 2.5, 4, 4.8, 3.6, 4.2, 3.1, 4.7, 2.8, 3.9, 4.5, 4.3,
    3.4, 4.6, 3, 4.1, 3.5, 4.8, 2.7, 4.4, 3.9, 4, 4.2, 3.3, 4.5, 3.8, 2.6, 4.7, 4.1, 3.6, 4.3, 3.2,
    4.9,
  ],
  alpha: 0.05,
};
const WEAK = {
  labels: [4, 3, 5, 2, 4, 4, 3, 5],
  predictions: [3.1, 3.4, 4.2, 2.9, 4.4, 2.6, 3.9, 4.1],
  unlabelledPredictions: [3.3, 2.8, 4.6, 3.9, 3.1, 4.2, 2.4, 3.7, 4.4, 3.5],
  alpha: 0.05,
};

describe(predictionPoweredMean.name, () => {
  it.each([
    ['the labels alone', 0, [3.5, 0.3227486121839514, 2.8674243440591702]],
    ['plain PPI', 1, [3.4174999999999995, 0.15797761576670705, 3.1078695627337467]],
  ] as const)('agrees with ppi_py, %s', (_, weight, [estimate, standardError, lower]) => {
    const mean = predictionPoweredMean({ ...STRONG, weight });
    expect(mean.weight).toBe(weight);
    expect(mean.estimate).toBeCloseTo(estimate, 12);
    expect(mean.standardError).toBeCloseTo(standardError, 12);
    expect(mean.interval?.lower).toBeCloseTo(lower, 9);
  });

  it('clips a tuned weight above 1', () => {
    const mean = predictionPoweredMean(STRONG);
    expect(mean.unclippedWeight).toBeCloseTo(1.2987540228527559, 12);
    expect(mean).toMatchObject({ weight: 1, labelledCount: 12, unlabelledCount: 40 });
    expect(mean.standardError).toBeCloseTo(0.15797761576670705, 12);
  });

  it('tunes the weight of a weak judge as ppi_py does, which beats both ends', () => {
    const mean = predictionPoweredMean(WEAK);
    expect(mean.weight).toBeCloseTo(0.36289150497783584, 12);
    expect(mean.estimate).toBeCloseTo(3.75544337, 8);
    expect(mean.interval?.lower).toBeCloseTo(3.12669036, 8);
    expect(mean.interval?.upper).toBeCloseTo(4.38419639, 8);
    for (const weight of [0, 1]) {
      const other = predictionPoweredMean({ ...WEAK, weight });
      expect(mean.standardError!).toBeLessThan(other.standardError!);
    }
  });

  it('has a wider t interval (numpy, scipy), and says under 50 labels to take it', () => {
    const mean = predictionPoweredMean(WEAK);
    expect(mean.smallSampleInterval?.lower).toBeCloseTo(2.9624360079544756, 7);
    expect(mean.smallSampleInterval?.upper).toBeCloseTo(4.54845073719486, 7);
    expect(mean.note).toBe('few-labels');
  });

  it('has no note with 50 labels', () => {
    const labels = Array.from({ length: 50 }, (_, i) => i % 5);
    const predictions = labels.map((label, i) => label + (i % 3) / 3);
    const input = { labels, predictions, unlabelledPredictions: [1, 2, 4], alpha: 0.05 };
    expect(predictionPoweredMean(input).note).toBeUndefined();
  });

  it('does not care how biased the judge is by a constant', () => {
    const plus = (scores: readonly number[]) => scores.map((score) => score + 7);
    const mean = predictionPoweredMean({
      ...WEAK,
      predictions: plus(WEAK.predictions),
      unlabelledPredictions: plus(WEAK.unlabelledPredictions),
    });
    expect(mean.estimate).toBeCloseTo(3.75544337, 8);
  });

  it('gives a judge that runs against the humans no weight', () => {
    const predictions = WEAK.labels.map((label) => -label);
    const mean = predictionPoweredMean({ ...WEAK, predictions });
    expect(mean.unclippedWeight).toBeLessThan(0);
    expect(mean).toMatchObject({ weight: 0, estimate: 3.75 });
  });

  it('gives a judge that says the same of all no weight, and says so', () => {
    const same = (scores: readonly number[]) => scores.map(() => 0.1);
    const mean = predictionPoweredMean({
      ...WEAK,
      predictions: same(WEAK.predictions),
      unlabelledPredictions: same(WEAK.unlabelledPredictions),
    });
    expect(mean).toMatchObject({ weight: 0, unclippedWeight: undefined, estimate: 3.75 });
    expect(mean.note).toBe('constant-predictions');
  });

  it.each([
    ['single-label', { labels: [4], predictions: [3] }],
    ['single-unlabelled', { unlabelledPredictions: [3] }],
  ])('has an estimate without an error bar, with the note %s', (note, change) => {
    const mean = predictionPoweredMean({ ...WEAK, ...change, weight: 1 });
    expect(mean.estimate).toBeGreaterThan(2);
    expect(mean).toMatchObject({ standardError: undefined, interval: undefined, note });
  });

  it('lies between what the labels and plain PPI say', () => {
    const score = fc.integer({ min: 1, max: 5 });
    const labelled = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 20 });
    const unlabelled = fc.array(score, { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(labelled, unlabelled, (pairs, unlabelledPredictions) => {
        const labels = pairs.map(([label]) => label);
        const predictions = pairs.map(([, prediction]) => prediction);
        const input = { labels, predictions, unlabelledPredictions, alpha: 0.05 };
        const ends = [0, 1].map((weight) => predictionPoweredMean({ ...input, weight }).estimate);
        const { estimate } = predictionPoweredMean(input);
        expect(estimate).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
        expect(estimate).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
      }),
    );
  });

  it.each([
    ['no label', { labels: [], predictions: [] }, /labels is empty/],
    ['a missing prediction', { predictions: [1] }, /predictions has 1 items where 8/],
    ['no unlabelled answer', { unlabelledPredictions: [] }, /unlabelledPredictions is empty/],
    ['a weight above 1', { weight: 1.5 }, /weight is 1.5/],
  ])('refuses %s', (_, change, message) => {
    expect(() => predictionPoweredMean({ ...WEAK, ...change })).toThrow(
      InvalidStatisticsInputError,
    );
    expect(() => predictionPoweredMean({ ...WEAK, ...change })).toThrow(message);
  });
});

describe(predictionPoweredDifference.name, () => {
  const shifted = (scores: readonly number[]) => scores.map((score, i) => score - (i % 3));

  it('is the mean of the paired differences', () => {
    const base = {
      labels: shifted(WEAK.labels),
      predictions: shifted(WEAK.predictions),
      unlabelledPredictions: shifted(WEAK.unlabelledPredictions),
    };
    const index = (scores: readonly number[]) => scores.map((_, i) => i % 3);
    const difference = predictionPoweredDifference({ base, tuned: WEAK, alpha: 0.05 });
    const expected = predictionPoweredMean({
      labels: index(WEAK.labels),
      predictions: index(WEAK.predictions),
      unlabelledPredictions: index(WEAK.unlabelledPredictions),
      alpha: 0.05,
    });
    expect(difference.estimate).toBeCloseTo(expected.estimate, 12);
    expect(difference.standardError).toBeCloseTo(expected.standardError!, 12);
  });

  it('cancels what the judge gets wrong about both systems alike', () => {
    const { estimate } = predictionPoweredDifference({ base: WEAK, tuned: WEAK, alpha: 0.05 });
    expect(estimate).toBe(0);
  });

  it('takes the weight it is given', () => {
    const tuned = { ...WEAK, labels: WEAK.labels.map((label) => label + 1) };
    const difference = predictionPoweredDifference({ base: WEAK, tuned, weight: 1, alpha: 0.05 });
    expect(difference).toMatchObject({ weight: 1, estimate: 1 });
  });

  it('refuses systems that answered different questions', () => {
    const base = { ...WEAK, labels: [1] };
    expect(() => predictionPoweredDifference({ base, tuned: WEAK, alpha: 0.05 })).toThrow(
      /tuned\.labels has 8 items where 1 are needed/,
    );
  });
});
