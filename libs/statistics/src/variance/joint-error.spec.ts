import fc from 'fast-check';
import { seededRandom } from '@equipoise/kernel';
import { studentTQuantile, studentTSurvival } from '../distributions/student-t.js';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { type ErrorPart, jointHalfWidth, jointSurvival } from './joint-error.js';

const MANY = { variance: 1, degreesOfFreedom: 119 };
const FEW = { variance: 2, degreesOfFreedom: 2 };

describe(jointHalfWidth, () => {
  it('weighs the squared quantiles of tables by variance', () => {
    // t at 0.975: 1.9801 with 119, 4.3027 with 2 degrees of freedom
    expect(jointHalfWidth([MANY, FEW], 0.05)).toBeCloseTo(
      Math.sqrt(1.9801 ** 2 + 2 * 4.3027 ** 2),
      3,
    );
  });

  it('is the t interval where there is one part, or the others are 0', () => {
    const expected = -studentTQuantile(0.025, 2) * Math.SQRT2;
    expect(jointHalfWidth([FEW], 0.05)).toBeCloseTo(expected, 12);
    expect(jointHalfWidth([{ ...MANY, variance: 0 }, FEW], 0.05)).toBeCloseTo(expected, 12);
  });

  it.each([0.2, 0.5, 0.8, 0.95])(
    'holds the truth at least as often as it says where the share of the scarce part is %d',
    (share) => {
      const random = seededRandom(`joint error ${share}`);
      const normal = (): number =>
        Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const missed = { any: 0, far: 0 };
      const runs = 20_000;
      for (let i = 0; i < runs; i += 1) {
        // chi-square with 2 degrees of freedom over 2 is exponential
        const estimated = share * -Math.log(1 - random());
        const parts = [
          { ...MANY, variance: 1 - share },
          { ...FEW, variance: estimated },
        ];
        const error = Math.abs(normal());
        if (error > jointHalfWidth(parts, 0.05)) missed.any += 1;
        if (error > jointHalfWidth(parts, 0.005)) missed.far += 1;
      }
      const atMost = (level: number): number => level + 3 * Math.sqrt((level * (1 - level)) / runs);
      expect(missed.any / runs).toBeLessThanOrEqual(atMost(0.05));
      expect(missed.far / runs).toBeLessThanOrEqual(atMost(0.005));
    },
  );
});

describe(jointSurvival, () => {
  const part = fc.record({
    variance: fc.double({ min: 0.01, max: 10, noNaN: true }),
    degreesOfFreedom: fc.integer({ min: 1, max: 200 }),
  });

  it('is the tail of the interval that ends at the distance', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.double({ min: 1e-6, max: 0.99, noNaN: true }),
        (parts, outside) => {
          const p = jointSurvival(jointHalfWidth(parts, outside), parts);
          expect(p / (outside / 2)).toBeCloseTo(1, 5);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is the t distribution where one part is all there is', () => {
    const parts: ErrorPart[] = [FEW, { ...MANY, variance: 0 }];
    expect(jointSurvival(3, parts)).toBe(studentTSurvival(3 / Math.SQRT2, 2));
  });

  it('is a half at 0, and what is left of 1 on the other side', () => {
    expect(jointSurvival(0, [MANY, FEW])).toBeCloseTo(0.5, 12);
    expect(jointSurvival(-2, [MANY, FEW])).toBeCloseTo(1 - jointSurvival(2, [MANY, FEW]), 12);
  });

  it('gives no tail below what quantiles can tell', () => {
    expect(jointSurvival(1e9, [MANY, FEW])).toBeCloseTo(5e-13, 20);
  });

  it.each([
    ['no part', 1, []],
    ['only parts of 0', 1, [{ ...FEW, variance: 0 }]],
    ['a variance below 0', 1, [{ ...FEW, variance: -1 }]],
    ['no degrees of freedom', 1, [{ ...FEW, degreesOfFreedom: 0 }]],
    ['a distance that is no number', NaN, [FEW]],
  ])('refuses %s', (_, distance, parts) => {
    expect(() => jointSurvival(distance, parts)).toThrow(InvalidStatisticsInputError);
  });

  it.each([0, 1, NaN])('refuses an interval that leaves out %d', (outside) => {
    expect(() => jointHalfWidth([FEW], outside)).toThrow(InvalidStatisticsInputError);
  });
});
