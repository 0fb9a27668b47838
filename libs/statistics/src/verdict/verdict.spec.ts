import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { type VerdictInput, verdictOf } from './verdict.js';

function setUp(changes: Partial<VerdictInput> = {}) {
  return verdictOf({
    interval: { lower: 0.1, upper: 0.5 },
    adjustedP: 0.01,
    adjustedEquivalenceP: 0.9,
    alpha: 0.05,
    ...changes,
  });
}

const BELOW = { interval: { lower: -0.5, upper: -0.1 } };
const AROUND = { interval: { lower: -0.1, upper: 0.3 } };

describe(verdictOf.name, () => {
  it('says helps and hurts by the side of 0', () => {
    expect(setUp()).toBe('helps');
    expect(setUp(BELOW)).toBe('hurts');
  });

  it('calls a difference within the margin no practical difference, even a certain one', () => {
    const adjustedEquivalenceP = 0.01;
    expect(setUp({ adjustedEquivalenceP, adjustedP: 0.0001 })).toBe('no-practical-difference');
    expect(setUp({ ...BELOW, adjustedEquivalenceP })).toBe('no-practical-difference');
    expect(setUp({ ...AROUND, adjustedEquivalenceP, adjustedP: 1 })).toBe(
      'no-practical-difference',
    );
  });

  it('takes both adjusted p-values, and alpha itself, as the bar', () => {
    expect(setUp({ adjustedP: 0.05 })).toBe('helps');
    expect(setUp({ adjustedP: 0.051 })).toBe('not-enough-evidence');
    expect(setUp({ adjustedEquivalenceP: 0.05 })).toBe('no-practical-difference');
    expect(setUp({ adjustedEquivalenceP: 0.051 })).toBe('helps');
  });

  it('never turns an absent proof into equivalence', () => {
    expect(setUp({ ...AROUND, adjustedP: 0.4 })).toBe('not-enough-evidence');
    expect(setUp({ ...AROUND, adjustedP: 0.01 })).toBe('not-enough-evidence');
  });

  it.each([
    ['interval', { interval: undefined, adjustedEquivalenceP: 0 }],
    ['p-value', { adjustedP: undefined, adjustedEquivalenceP: undefined }],
  ])('has not enough evidence without an %s', (_, changes) => {
    expect(setUp(changes)).toBe('not-enough-evidence');
  });

  it('finds no practical difference between equal systems, given a margin', () => {
    const equal = { interval: { lower: 0, upper: 0 }, adjustedP: 1 };
    expect(setUp({ ...equal, adjustedEquivalenceP: 0 })).toBe('no-practical-difference');
    expect(setUp({ ...equal, adjustedEquivalenceP: undefined })).toBe('not-enough-evidence');
  });

  it.each([{ adjustedEquivalenceP: -1 }, { adjustedP: NaN }, { adjustedP: 2 }, { alpha: 0 }])(
    'refuses %p',
    (changes) => {
      expect(() => setUp(changes)).toThrow(InvalidStatisticsInputError);
    },
  );
});
