import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { crossedSeeds } from './crossed-seeds.js';

/** Effects of five questions under two seeds. */
const EFFECTS = [
  [0.5, -0.3],
  [-0.4, -1.2],
  [1.7, 1.5],
  [2.3, 0.4],
  [1, -0.8],
];

describe(crossedSeeds.name, () => {
  it('agrees with the closed forms (numpy, scipy)', () => {
    const parts = crossedSeeds(EFFECTS, 0.05);
    expect(parts).toMatchObject({ questionCount: 5, seedCount: 2, note: undefined });
    expect(parts.mean).toBeCloseTo(0.47, 12);
    expect(parts.meanSquareQuestions).toBeCloseTo(1.969, 12);
    expect(parts.meanSquareSeeds).toBeCloseTo(3.025, 12);
    expect(parts.meanSquareResidual).toBeCloseTo(0.265, 12);
    expect(parts.betweenQuestions).toBeCloseTo((1.969 - 0.265) / 2, 12);
    expect(parts.betweenSeeds).toBeCloseTo((3.025 - 0.265) / 5, 12);
    expect(parts.standardError).toBeCloseTo(0.6876772498781678, 12);
    expect(parts.degreesOfFreedom).toBeCloseTo(2.206028525103746, 12);
    expect(parts.pValue).toBeCloseTo(0.5590504084635602, 9);
    expect(parts.interval?.lower).toBeCloseTo(-2.239181711764162, 7);
    expect(parts.standardErrorIgnoringSeeds).toBeCloseTo(0.4437341546466758, 12);
  });

  it('does not take more questions for more seeds', () => {
    const copied = crossedSeeds([...EFFECTS, ...EFFECTS, ...EFFECTS], 0.05);
    // what the two seeds leave undecided: sd of their means over sqrt(2)
    expect(copied.standardError).toBeGreaterThan(0.55);
    expect(copied.standardErrorIgnoringSeeds).toBeLessThan(0.25);
  });

  it('gives 0 for seeds that differ less than the residual', () => {
    const parts = crossedSeeds(
      [
        [0, 2],
        [3, 1],
        [5, 5],
      ],
      0.05,
    );
    expect(parts.betweenSeeds).toBe(0);
    expect(parts.standardError).toBeGreaterThan(0);
  });

  it('has no error bar where the residual exceeds questions and seeds together', () => {
    const parts = crossedSeeds(
      [
        [0, 2],
        [2, 0],
      ],
      0.05,
    );
    expect(parts).toMatchObject({
      mean: 1,
      standardError: undefined,
      pValue: undefined,
      interval: undefined,
      note: 'no-variance-of-mean',
    });
  });

  it.each([
    ['single-question', [[1, 2, 3]], undefined],
    ['single-seed', [[1], [2], [4]], Math.sqrt(7 / 9)],
  ])('has no error bar, with the note %s', (note, values, ignoringSeeds) => {
    const parts = crossedSeeds(values, 0.05);
    expect(parts).toMatchObject({ standardError: undefined, interval: undefined, note });
    if (ignoringSeeds === undefined) expect(parts.standardErrorIgnoringSeeds).toBeUndefined();
    else expect(parts.standardErrorIgnoringSeeds).toBeCloseTo(ignoringSeeds, 12);
  });

  it('has an error bar of 0 for equal effects, and says so', () => {
    const row = [0.1, 0.1];
    expect(crossedSeeds([row, row], 0.05)).toMatchObject({
      standardError: 0,
      pValue: 0,
      note: 'constant',
    });
  });

  it.each([
    ['no question', [], /values is empty/],
    ['a missing cell', [[1, 2], [3]], /values\[1\] has 1 items where 2 are needed/],
  ])('refuses %s', (_, values, message) => {
    expect(() => crossedSeeds(values, 0.05)).toThrow(InvalidStatisticsInputError);
    expect(() => crossedSeeds(values, 0.05)).toThrow(message);
  });
});
