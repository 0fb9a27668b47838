import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.js';

const NO_TIES = [0.5, -0.2, 0.9, 1.1, 0.3, -0.4, 0.8, 1.5, 0.6, -0.1];
const LIKERT = [1, 1, -1, 2, 0, 1, -2, 1, 0, 3, 1];

/** The two-sided p-value over all sign patterns of the given ranks. */
function enumerated(ranks: readonly number[], positive: number): number {
  let [atMost, atLeast] = [0, 0];
  for (let pattern = 0; pattern < 2 ** ranks.length; pattern += 1) {
    const sum = ranks.reduce((total, rank, i) => total + ((pattern >> i) & 1 ? rank : 0), 0);
    if (sum <= positive) atMost += 1;
    if (sum >= positive) atLeast += 1;
  }
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / 2 ** ranks.length);
}

describe(wilcoxonSignedRank.name, () => {
  it('agrees with scipy wilcoxon without ties', () => {
    const test = wilcoxonSignedRank(NO_TIES);
    expect(test).toMatchObject({ positiveRankSum: 48, negativeRankSum: 7, method: 'exact' });
    expect(test.pValue).toBeCloseTo(0.037109375, 14);
    expect(test.normalP).toBeCloseTo(0.03665792867221451, 12);
    expect(test.correctedNormalP).toBeCloseTo(0.041491087387731544, 12);
    expect(test.rankBiserial).toBeCloseTo(0.7454545454545455, 14);
  });

  it('counts all sign patterns of tied ranks, zeros left out before', () => {
    // sizes 1 x 6, 2 x 2, 3: mid-ranks 3.5, 7.5, 9
    const ranks = [3.5, 3.5, 3.5, 7.5, 3.5, 7.5, 3.5, 9, 3.5];
    const test = wilcoxonSignedRank(LIKERT);
    expect(test.positiveRankSum).toBe(34);
    expect(test.pValue).toBeCloseTo(enumerated(ranks, 34), 14);
  });

  it('ranks zeros first and leaves them out after, by Pratt', () => {
    const ranks = [5.5, 5.5, 5.5, 9.5, 5.5, 9.5, 5.5, 11, 5.5];
    const test = wilcoxonSignedRank(LIKERT, 'pratt');
    expect(test.positiveRankSum).toBe(48);
    expect(test.pValue).toBeCloseTo(enumerated(ranks, 48), 14);
  });

  it('sees ties that rounding hides', () => {
    const rounded = [0.3 - 0.2, 0.1, -0.1, 0.4 - 0.3, 1e-17];
    expect(wilcoxonSignedRank(rounded)).toEqual(wilcoxonSignedRank([0.1, 0.1, -0.1, 0.1, 0]));
  });

  it.each([['drop' as const], ['pratt' as const]])('finds nothing in zeros (%s)', (zeros) => {
    expect(wilcoxonSignedRank([0, 0, 0], zeros)).toEqual({
      positiveRankSum: 0,
      negativeRankSum: 0,
      rankBiserial: undefined,
      pValue: 1,
      method: 'exact',
      normalP: 1,
      correctedNormalP: 1,
    });
  });

  it('is 2 / 2^n where all differences agree, up to 400 of them and normal beyond', () => {
    expect(wilcoxonSignedRank([3]).pValue).toBe(1);
    expect(wilcoxonSignedRank(Array<number>(10).fill(2)).pValue).toBeCloseTo(2 ** -9, 15);
    const many = Array.from({ length: 401 }, (_, i) => Math.sin(i * 12.9898) + 0.05);
    const [exact, normal] = [wilcoxonSignedRank(many.slice(1)), wilcoxonSignedRank(many)];
    expect([exact.method, normal.method]).toEqual(['exact', 'normal']);
    expect(Math.abs(exact.pValue - exact.normalP)).toBeLessThan(1e-3);
    expect(normal.pValue).toBe(normal.normalP);
  });

  it('does not depend on the order, the unit, or which system comes first', () => {
    const differences = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(differences, fc.constantFrom('drop' as const, 'pratt' as const), (own, zeros) => {
        const { pValue, positiveRankSum } = wilcoxonSignedRank(own, zeros);
        const swapped = wilcoxonSignedRank(
          own.toReversed().map((difference) => -difference / 10),
          zeros,
        );
        expect(swapped.pValue).toBeCloseTo(pValue, 12);
        expect(swapped.negativeRankSum).toBeCloseTo(positiveRankSum, 12);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([[[]], [[1, NaN]], [[Infinity]]])('refuses %p', (differences) => {
    expect(() => wilcoxonSignedRank(differences)).toThrow(InvalidStatisticsInputError);
  });
});
