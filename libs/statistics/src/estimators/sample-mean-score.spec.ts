import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { sampleMeanScore } from './sample-mean-score.js';

describe(sampleMeanScore.name, () => {
  it('agrees with the closed form on 20 samples', () => {
    const samples = [4, 4, 3, 5, 4, 3, 4, 4, 2, 4, 3, 4, 4, 5, 4, 3, 4, 4, 3, 4];
    const { score, n, standardDeviation, standardError } = sampleMeanScore(samples);
    expect(n).toBe(20);
    expect(score).toBeCloseTo(3.75, 12);
    expect(standardDeviation).toBeCloseTo(0.7163503994113789, 12);
    expect(standardError).toBeCloseTo(0.16018081887929686, 12);
  });

  it('has no error bar for one sample', () => {
    const expected = { score: 3, n: 1, standardDeviation: undefined, standardError: undefined };
    expect(sampleMeanScore([3])).toEqual(expected);
  });

  it('refuses no sample and one that is no number', () => {
    expect(() => sampleMeanScore([])).toThrow(InvalidStatisticsInputError);
    expect(() => sampleMeanScore([NaN])).toThrow(InvalidStatisticsInputError);
  });
});
