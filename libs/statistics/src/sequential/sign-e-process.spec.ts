import fc from 'fast-check';
import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { logHalfBinomial, logHalfBinomialCdf } from './half-binomial.js';
import { signEvidence } from './sign-e-process.js';

const count = fc.integer({ min: 0, max: 300 });

describe(signEvidence.name, () => {
  it.each([
    [14, 6, 2 ** 20 / (21 * 38760)],
    [30, 10, 31.63690639022451],
    [0, 0, 1],
    [3, 0, 2],
  ])('of %i wins and %i losses is %d for both sides', (wins, losses, e) => {
    expect(Math.exp(signEvidence({ wins, losses }).logEqual)).toBeCloseTo(e, 11);
  });

  it('agrees with the integral over chances above one half', () => {
    expect(Math.exp(signEvidence({ wins: 30, losses: 10 }).logWins)).toBeCloseTo(63.22792373, 7);
  });

  it('is the mean of both sides', () => {
    fc.assert(
      fc.property(count, count, (wins, losses) => {
        const { logEqual, logWins, logLosses } = signEvidence({ wins, losses });
        const mean = (Math.exp(logWins - logEqual) + Math.exp(logLosses - logEqual)) / 2;
        expect(mean).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is fair: what a fair coin adds to it, it takes away', () => {
    fc.assert(
      fc.property(count, count, (wins, losses) => {
        const now = signEvidence({ wins, losses });
        const won = signEvidence({ wins: wins + 1, losses });
        const lost = signEvidence({ wins, losses: losses + 1 });
        for (const side of ['logEqual', 'logWins', 'logLosses'] as const) {
          const next = (Math.exp(won[side] - now[side]) + Math.exp(lost[side] - now[side])) / 2;
          expect(next).toBeCloseTo(1, 8);
        }
      }),
    );
  });

  it('changes sides with wins and losses', () => {
    const own = signEvidence({ wins: 900, losses: 1100 });
    const other = signEvidence({ wins: 1100, losses: 900 });
    expect(other.logEqual).toBeCloseTo(own.logEqual, 12);
    expect(other.logWins).toBeCloseTo(own.logLosses, 12);
  });

  it('stays finite where the e-value does not', () => {
    const { logEqual, logLosses } = signEvidence({ wins: 1_000_000, losses: 0 });
    expect(logEqual).toBeCloseTo(1e6 * Math.LN2 - Math.log(1_000_001), 6);
    expect(Number.isFinite(logLosses)).toBe(true);
  });

  it.each([
    { wins: -1, losses: 0 },
    { wins: 1.5, losses: 0 },
    { wins: 0, losses: NaN },
  ])('refuses %j', (counts) => {
    expect(() => signEvidence(counts)).toThrow(InvalidStatisticsInputError);
  });
});

describe(logHalfBinomial.name, () => {
  it('agrees with the exact counts of 60 coins, and so do its sums', () => {
    let [ways, total] = [1n, 0n];
    for (let k = 0; k <= 60; k += 1) {
      total += ways;
      expect(logHalfBinomial(k, 60)).toBeCloseTo(Math.log(Number(ways)) - 60 * Math.LN2, 11);
      expect(logHalfBinomialCdf(k, 60)).toBeCloseTo(Math.log(Number(total)) - 60 * Math.LN2, 11);
      ways = (ways * BigInt(60 - k)) / BigInt(k + 1);
    }
  });

  it('keeps its accuracy for many coins', () => {
    // 2 sqrt(pi n) P = 1 - 1 / (4 n) + 1 / (32 n^2) + ... for n of 2 n coins
    const n = 5e7;
    const log = -Math.log(Math.PI * n) / 2 + Math.log1p(-1 / (8 * n));
    expect(logHalfBinomial(n, 2 * n)).toBeCloseTo(log, 12);
  });
});
