import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { signTest } from './sign-test.js';

describe(signTest.name, () => {
  it('agrees with scipy binomtest', () => {
    expect(signTest(35, 11).exactP).toBeCloseTo(0.0005355850721002753, 13);
  });

  it('counts by hand: 3 to 0 is 2 / 8, half of it at mid-p', () => {
    expect(signTest(3, 0).exactP).toBeCloseTo(0.25, 14);
    expect(signTest(3, 0).midP).toBeCloseTo(0.125, 14);
  });

  it('is 1 for an even split and for nothing', () => {
    expect(signTest(4, 4)).toEqual({ exactP: 1, midP: expect.closeTo(1, 12) as number });
    expect(signTest(0, 0)).toEqual({ exactP: 1, midP: 1 });
  });

  it('does not care which side wins, and never has a mid-p above the exact p', () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, (wins, losses) => {
        const test = signTest(wins, losses);
        expect(signTest(losses, wins)).toEqual(test);
        expect(test.midP).toBeLessThanOrEqual(test.exactP);
        expect(test.midP).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    [-1, 2],
    [1, 0.5],
  ])('refuses %p wins and %p losses', (wins, losses) => {
    expect(() => signTest(wins, losses)).toThrow(InvalidStatisticsInputError);
  });
});
