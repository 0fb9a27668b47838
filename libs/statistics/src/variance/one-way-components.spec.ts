import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { oneWayComponents } from './one-way-components.js';

const BALANCED = [
  [4, 4, 5],
  [2, 3, 2],
  [5, 5, 5],
  [3, 2, 3],
  [4, 5, 4],
  [1, 1, 2],
];

describe(oneWayComponents.name, () => {
  it('agrees with scipy f_oneway and the closed forms on balanced repeats', () => {
    const parts = oneWayComponents(BALANCED);
    expect(parts).toMatchObject({ questionCount: 6, scoreCount: 18, note: undefined });
    expect(parts.meanSquareBetween).toBeCloseTo(6.133333333333333, 12);
    expect(parts.meanSquareWithin).toBeCloseTo(0.2777777777777778, 12);
    expect(parts.typicalRepeats).toBeCloseTo(3, 12);
    expect(parts.f).toBeCloseTo(22.08, 9);
    expect(parts.pValue).toBeCloseTo(1.1414900529094345e-5, 14);
    expect(parts.betweenQuestions).toBeCloseTo(1.9518518518518517, 12);
    expect(parts.withinQuestions).toBeCloseTo(0.2777777777777778, 12);
    expect(parts.icc).toBeCloseTo(0.8754152823920266, 12);
    expect(parts.iccOfMean).toBeCloseTo(0.9547101449275363, 12);
    expect(parts.standardError).toBeCloseTo(0.5837300238472755, 12);
  });

  it('has the error bar that its components and the balanced design predict', () => {
    const {
      betweenQuestions = 0,
      withinQuestions = 0,
      standardError = 0,
    } = oneWayComponents(BALANCED);
    expect(standardError ** 2).toBeCloseTo((betweenQuestions + withinQuestions / 3) / 6, 12);
  });

  it('agrees with the closed forms on unequal repeats', () => {
    const parts = oneWayComponents([
      [-1.1],
      [1.3, 1.4, -0.7, 0.8],
      [1.1, -0.1, 0, -0.1],
      [-0.8, -1.8, -1.5, -0.4],
      [-1.4, -0.6, -0.5],
      [-0.4],
    ]);
    expect(parts.meanSquareBetween).toBeCloseTo(1.8646078431372548, 12);
    expect(parts.meanSquareWithin).toBeCloseTo(0.5056060606060606, 12);
    expect(parts.pValue).toBeCloseTo(0.03321920851522386, 12);
    expect(parts.betweenQuestions).toBeCloseTo(0.5022397891963108, 12);
    expect(parts.standardError).toBeCloseTo(0.3055631312192193, 12);
  });

  it('does not narrow the error bar when every repeat is copied', () => {
    const copied = oneWayComponents(BALANCED.map((row) => [...row, ...row]));
    expect(copied.standardError).toBeCloseTo(0.5837300238472755, 12);
  });

  it('gives 0 and says so where questions differ less than repeats', () => {
    const parts = oneWayComponents([
      [0, 4],
      [1, 3],
      [4, 0],
    ]);
    expect(parts.betweenQuestions).toBe(0);
    expect(parts.icc).toBeCloseTo(-1, 12);
    expect(parts.iccOfMean).toBeUndefined();
    expect(parts.note).toBe('negative-variance-of-questions');
  });

  it('has an ICC of 1 and no F when repeats are identical', () => {
    const parts = oneWayComponents([
      [0.1, 0.1],
      [0.3, 0.3],
    ]);
    expect(parts).toMatchObject({ f: undefined, pValue: 0, icc: 1, note: 'identical-repeats' });
  });

  it.each([
    ['single-question', [[1, 2, 3]]],
    ['no-repeats', [[1], [2], [3]]],
    [
      'constant',
      [
        [2, 2],
        [2, 2],
      ],
    ],
  ])('has no ICC, with the note %s', (note, scores) => {
    expect(oneWayComponents(scores)).toMatchObject({ icc: undefined, f: undefined, note });
  });

  it('has an error bar without repeats, and none from a single question', () => {
    expect(oneWayComponents([[1], [2], [3]]).standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(oneWayComponents([[1, 2, 3]]).standardError).toBeUndefined();
  });

  it.each([
    ['no question', [], /scores is empty/],
    ['a question without a score', [[1], []], /scores\[1\] is empty/],
    ['a score that is no number', [[1, NaN]], /scores\[0\]\[1\] is NaN/],
  ])('refuses %s', (_, scores, message) => {
    expect(() => oneWayComponents(scores)).toThrow(InvalidStatisticsInputError);
    expect(() => oneWayComponents(scores)).toThrow(message);
  });
});
