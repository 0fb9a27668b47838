import { contaminationWarnings } from './known-questions.js';

describe('contamination of a dataset to train on', () => {
  it('is no warning where nothing that matters is known', () => {
    const harmless = [{ questionId: 'a', kind: 'answer', similarity: 1 }];
    expect(contaminationWarnings([], 40)).toEqual([]);
    expect(contaminationWarnings(harmless, 40)).toEqual([]);
  });

  it('counts each question once and names the most similar first', () => {
    const known = [
      { questionId: 'a', kind: 'source-document', similarity: 0.8 },
      { questionId: 'b', kind: 'ngram', similarity: 0.9 },
      { questionId: 'a', kind: 'question-and-answer', similarity: 0.85 },
    ];
    const [warning, ...others] = contaminationWarnings(known, 40);
    expect(warning).toContain('2 of 40 test questions');
    expect(warning).toContain('for example b, a:');
    expect(others).toEqual([]);
  });
});
