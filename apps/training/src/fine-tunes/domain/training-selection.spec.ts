import { NotEnoughTrainingQuestionsError } from './fine-tunes.errors.js';
import { selectTrainingQuestions } from './training-selection.js';

const IDS = Array.from({ length: 100 }, (_, i) => `q${i}`);
const select = (trainSize: number, seed = 1, datasetVersionId = 'v') =>
  selectTrainingQuestions(IDS, { datasetVersionId, seed, trainSize });

describe(selectTrainingQuestions.name, () => {
  it('puts the smaller sets of a seed inside the larger ones', () => {
    expect(select(50).slice(0, 20)).toEqual(select(20));
    expect(select(100).slice(0, 50)).toEqual(select(50));
  });

  it('takes no question twice', () => {
    expect(new Set(select(100)).size).toBe(100);
  });

  it('takes others for another seed or another dataset', () => {
    expect(select(20, 2)).not.toEqual(select(20));
    expect(select(20, 1, 'w')).not.toEqual(select(20));
  });

  it('refuses more than there are and names both numbers', () => {
    expect(() => select(101)).toThrow(NotEnoughTrainingQuestionsError);
    expect(() => select(101)).toThrow(/trainSize 101 .* the 100 training questions/);
  });
});
