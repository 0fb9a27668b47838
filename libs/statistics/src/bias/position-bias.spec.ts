import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { agreedOutcome, countPositions, positionBias } from './position-bias.js';

const COUNTS = { pairs: 200, conflicts: 46, firstWins: 35 };

describe(positionBias.name, () => {
  it('agrees with statsmodels and scipy', () => {
    const bias = positionBias(COUNTS, 0.05);
    expect(bias.conflictRate).toBeCloseTo(0.23, 12);
    expect(bias.conflictInterval.lower).toBeCloseTo(0.17709343259068805, 9);
    expect(bias.conflictInterval.upper).toBeCloseTo(0.2930830436530359, 9);
    expect(bias.firstShare).toBeCloseTo(0.7608695652173914, 12);
    expect(bias.pValue).toBeCloseTo(0.0005355850721002753, 12);
    expect(bias.netBias).toBeCloseTo(0.12, 12);
  });

  it('turns round when the second position wins the conflicts', () => {
    const bias = positionBias({ ...COUNTS, firstWins: 11 }, 0.05);
    expect(bias.netBias).toBeCloseTo(-0.12, 12);
    expect(bias.pValue).toBeCloseTo(0.0005355850721002753, 12);
  });

  it('has no preference to show without conflicts', () => {
    const bias = positionBias({ pairs: 10, conflicts: 0, firstWins: 0 }, 0.05);
    expect(bias).toMatchObject({ conflictRate: 0, firstShare: undefined, pValue: 1, netBias: 0 });
  });

  it.each([
    { pairs: 0, conflicts: 0, firstWins: 0 },
    { pairs: 10, conflicts: 11, firstWins: 0 },
    { pairs: 10, conflicts: 4, firstWins: 5 },
    { pairs: 10, conflicts: 4, firstWins: -1 },
    { pairs: 10, conflicts: 4.5, firstWins: 1 },
  ])('refuses %j', (counts) => {
    expect(() => positionBias(counts, 0.05)).toThrow(InvalidStatisticsInputError);
  });
});

describe(countPositions.name, () => {
  it('counts a pair as a conflict when one position wins both times', () => {
    const counts = countPositions([
      { original: 'first', swapped: 'first' },
      { original: 'second', swapped: 'second' },
      { original: 'first', swapped: 'first' },
      { original: 'first', swapped: 'second' },
      { original: 'tie', swapped: 'first' },
      { original: 'tie', swapped: 'tie' },
    ]);
    expect(counts).toEqual({ pairs: 6, conflicts: 3, firstWins: 2 });
  });
});

describe(agreedOutcome.name, () => {
  it.each([
    ['first', 'second', 'win'],
    ['second', 'first', 'loss'],
    ['first', 'first', 'tie'],
    ['second', 'second', 'tie'],
    ['first', 'tie', 'tie'],
    ['tie', 'second', 'tie'],
  ] as const)('of %s and then %s is a %s', (original, swapped, outcome) => {
    expect(agreedOutcome({ original, swapped })).toBe(outcome);
  });
});
