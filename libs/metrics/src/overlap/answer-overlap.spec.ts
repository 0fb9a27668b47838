import { answerOverlap } from './answer-overlap.js';

describe(answerOverlap.name, () => {
  it('marks questions one of whose answers is a training answer, compared as in SQuAD', () => {
    const references = [['The Eiffel Tower', 'Tour Eiffel'], ['Paris'], ['1889', 'in 1889'], []];
    const training = ['eiffel tower!', 'London', 'In 1889'];
    expect(answerOverlap(references, training)).toEqual([true, false, true, false]);
  });

  it('marks every question that has the answer', () => {
    expect(answerOverlap([['yes'], ['Yes.']], new Set(['yes']))).toEqual([true, true]);
  });

  it('never counts an empty answer', () => {
    expect(answerOverlap([[''], ['the']], ['', 'a'])).toEqual([false, false]);
  });
});
