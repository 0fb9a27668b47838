import { LabelFaults } from './label-faults.js';
import { labelOf, type PlacedLabel } from './label-row.js';
import { InvalidLabelsError } from './labels.errors.js';

const ANSWER = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const ROW = { answer: ANSWER, criterion: 'accuracy', rater: 'ann', score: '4' };
const CRITERIA = ['accuracy', 'completeness'];

/** The label of a row that differs from a good one; throws what is at fault with it. */
function read(change: Readonly<Record<string, unknown>>): PlacedLabel | undefined {
  const faults = new LabelFaults();
  const label = labelOf({ line: 7, values: { ...ROW, ...change } }, CRITERIA, faults);
  faults.refuse();
  return label;
}

describe(labelOf, () => {
  it.each([
    ['a whole score', '4', 4],
    ['a half score', ' 3.5 ', 3.5],
    ['a number of JSON', 2, 2],
    ['the ends of the scale', '1', 1],
  ])('takes %s', (_, score, expected) => {
    expect(read({ score })).toEqual({
      ...{ line: 7, answerId: ANSWER, criterion: 'accuracy', rater: 'ann', score: expected },
    });
  });

  it('takes an id in capitals, and a rater without the blanks around', () => {
    expect(read({ answer: ` ${ANSWER.toUpperCase()}`, rater: ' ann ' })).toMatchObject({
      ...{ answerId: ANSWER, rater: 'ann' },
    });
  });

  it.each([[''], ['  '], [null], [undefined]])('leaves out what nobody scored (%j)', (score) => {
    expect(read({ score, rater: '', answer: 'x' })).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no id', { answer: 'q1' }, 'line 7: answer: "q1" is no id of an answer: take the ids from'],
    ['another criterion', { criterion: 'acuracy' }, '"acuracy" is not judged in this experiment'],
    ['a typing error', { criterion: 'acuracy' }, 'did you mean accuracy?'],
    ['nobody', { rater: ' ' }, 'line 7: rater: is empty: say who gave the score'],
    ['a story', { rater: 'a'.repeat(201) }, 'has 201 characters: give a name of at most 200'],
    ['a score below', { score: '0.99' }, 'score: "0.99" is off the scale: write a number from 1'],
    ['a score above', { score: 5.01 }, 'score: 5.01 is off the scale'],
    ['NaN', { score: 'NaN' }, 'score: "NaN" is no number'],
    ['words', { score: 'good' }, 'score: "good" is no number'],
    ['a list', { score: [4] }, 'score: [4] is no number'],
    ['infinity', { score: '1e999' }, 'is off the scale'],
  ])('refuses %s', (_, change, message) => {
    expect(() => read(change)).toThrow(InvalidLabelsError);
    expect(() => read(change)).toThrow(message);
  });

  it('tells every fault of a row, with line and column', () => {
    const work = (): unknown => read({ answer: '', criterion: '', rater: '', score: 9 });
    expect(work).toThrow('4 values are at fault');
    try {
      work();
    } catch (error) {
      const { violations } = error as InvalidLabelsError;
      expect(violations.map(({ path }) => path)).toEqual([
        ...['line 7: answer', 'line 7: criterion', 'line 7: rater', 'line 7: score'],
      ]);
    }
  });
});
