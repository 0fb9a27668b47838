import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { type VerdictInput, verdictOf } from './verdict.js';

function setUp(changes: Partial<VerdictInput> = {}) {
  return verdictOf({
    interval: { lower: 0.1, upper: 0.5 },
    tostInterval: { lower: 0.14, upper: 0.46 },
    margin: 0.05,
    adjustedP: 0.01,
    alpha: 0.05,
    ...changes,
  });
}

const BELOW = {
  interval: { lower: -0.5, upper: -0.1 },
  tostInterval: { lower: -0.46, upper: -0.14 },
};
const AROUND = {
  interval: { lower: -0.1, upper: 0.3 },
  tostInterval: { lower: -0.06, upper: 0.26 },
};

describe(verdictOf.name, () => {
  it('says helps and hurts by the side of 0', () => {
    expect(setUp()).toBe('helps');
    expect(setUp(BELOW)).toBe('hurts');
  });

  it('calls a difference within the margin no practical difference, even a certain one', () => {
    expect(setUp({ margin: 0.47, adjustedP: 0.0001 })).toBe('no-practical-difference');
    expect(setUp({ ...BELOW, margin: 0.47 })).toBe('no-practical-difference');
    expect(setUp({ ...AROUND, margin: 0.27, adjustedP: 1 })).toBe('no-practical-difference');
  });

  it('asks the interval to lie strictly within the margin, on both sides', () => {
    expect(setUp({ margin: 0.46 })).toBe('helps');
    expect(setUp({ ...BELOW, margin: 0.46 })).toBe('hurts');
  });

  it('takes the adjusted p-value, and alpha itself, as the bar', () => {
    expect(setUp({ adjustedP: 0.05 })).toBe('helps');
    expect(setUp({ adjustedP: 0.051 })).toBe('not-enough-evidence');
  });

  it('never turns an absent proof into equivalence', () => {
    expect(setUp({ ...AROUND, adjustedP: 0.4 })).toBe('not-enough-evidence');
    expect(setUp({ ...AROUND, adjustedP: 0.01 })).toBe('not-enough-evidence');
  });

  it.each([
    ['interval', { interval: undefined }],
    ['interval of the equivalence test', { tostInterval: undefined, margin: 10 }],
    ['p-value', { adjustedP: undefined }],
  ])('has not enough evidence without an %s', (_, changes) => {
    expect(setUp(changes)).toBe('not-enough-evidence');
  });

  it('finds no practical difference between equal systems, given a margin', () => {
    const zero = { lower: 0, upper: 0 };
    const equal = { interval: zero, tostInterval: zero, adjustedP: 1 };
    expect(setUp(equal)).toBe('no-practical-difference');
    expect(setUp({ ...equal, margin: 0 })).toBe('not-enough-evidence');
  });

  it.each([{ margin: -1 }, { margin: NaN }, { adjustedP: 2 }, { alpha: 0 }])(
    'refuses %p',
    (changes) => {
      expect(() => setUp(changes)).toThrow(InvalidStatisticsInputError);
    },
  );
});
