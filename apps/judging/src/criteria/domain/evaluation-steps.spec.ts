import { parseSteps } from './evaluation-steps.js';

const THREE = ['Read the question first.', 'Compare both answers.', 'Choose a score from 1 to 5.'];
const numbered = (steps: readonly string[]): string =>
  steps.map((step, i) => `${i + 1}. ${step}`).join('\n');

describe(parseSteps, () => {
  it('reads numbered lines', () => {
    expect(parseSteps(numbered(THREE))).toEqual(THREE);
  });

  it('reads what judges make of a list', () => {
    const text = `Evaluation Steps:\n\n**1. Read the question first.**\n2) Compare both\n   answers.\n\nStep 3: Choose a score from 1 to 5.`;
    expect(parseSteps(text)).toEqual(THREE);
  });

  it('takes bullets below a number into its step', () => {
    const text = numbered(THREE).replace('both answers.', 'both:\n   - facts\n   - numbers');
    expect(parseSteps(text)?.[1]).toBe('Compare both: facts numbers');
  });

  it.each([
    ['nothing', ''],
    ['prose', 'I would read the answer and then give a score.'],
    ['two steps', numbered(THREE.slice(0, 2))],
    ['seven steps', numbered(Array.from({ length: 7 }, (_, i) => `A step like no other, ${i}.`))],
    ['a list begun twice', `${numbered(THREE)}\n${numbered(THREE)}`],
    ['a list begun in the middle', numbered(THREE).replace('1.', '4.')],
    ['a step that says nothing', numbered([...THREE, 'Done.'])],
    ['a step as long as a page', numbered([...THREE, 'very '.repeat(100)])],
    ['one step again and again', numbered(Array<string>(4).fill('Read the question first.'))],
  ])('finds no usable steps in %s', (_, text) => {
    expect(parseSteps(text)).toBeUndefined();
  });
});
