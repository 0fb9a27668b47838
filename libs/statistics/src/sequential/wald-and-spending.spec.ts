import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { obrienFlemingSpending, pocockSpending } from './alpha-spending.js';
import { anytimePValue } from './anytime-p.js';
import { sequentialProbabilityRatioTest } from './sprt.js';

const PLAN = { alpha: 0.05, beta: 0.2, p0: 0.5, p1: 0.65, wins: 14, losses: 6 };

describe(sequentialProbabilityRatioTest.name, () => {
  it('agrees with the closed forms', () => {
    const test = sequentialProbabilityRatioTest(PLAN);
    expect(test.logUpper).toBeCloseTo(2.772588722239781, 12);
    expect(test.logLower).toBeCloseTo(-1.5581446180465497, 12);
    expect(test.logLikelihoodRatio).toBeCloseTo(1.5330500389124802, 12);
    expect(test.decision).toBe('continue');
  });

  it.each([
    [40, 10, 'accept-p1'],
    [10, 20, 'accept-p0'],
    [0, 0, 'continue'],
  ])('after %i wins and %i losses says %s', (wins, losses, decision) => {
    expect(sequentialProbabilityRatioTest({ ...PLAN, wins, losses }).decision).toBe(decision);
  });

  it.each([
    { alpha: 0 },
    { beta: 1 },
    { alpha: 0.6, beta: 0.5 },
    { p0: 0 },
    { p1: 0.5 },
    { wins: -1 },
    { losses: 0.5 },
  ])('refuses %j', (change) => {
    expect(() => sequentialProbabilityRatioTest({ ...PLAN, ...change })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});

describe('spending of alpha', () => {
  it.each([
    [0, 0, 0],
    [0.25, 8.857543832130332e-5, 0.01786870097543942],
    [0.5, 0.005574596680784305, 0.031005725347913876],
    [0.75, 0.023625121317601305, 0.04139944696214349],
    [1, 0.05, 0.05],
  ])('at %d of the information is %d and %d, as scipy has it', (fraction, obf, pocock) => {
    expect(obrienFlemingSpending(fraction, 0.05)).toBeCloseTo(obf, 14);
    expect(pocockSpending(fraction, 0.05)).toBeCloseTo(pocock, 14);
  });

  it('keeps a tiny first share above 0', () => {
    expect(obrienFlemingSpending(0.01, 0.05)).toBeGreaterThan(0);
    expect(obrienFlemingSpending(0.01, 0.05)).toBeLessThan(1e-80);
  });

  it.each([obrienFlemingSpending, pocockSpending])(
    '%p refuses fractions and levels out of range',
    (spend) => {
      for (const [fraction, alpha] of [
        [-0.1, 0.05],
        [1.1, 0.05],
        [NaN, 0.05],
        [0.5, 0],
      ] as const) {
        expect(() => spend(fraction, alpha)).toThrow(InvalidStatisticsInputError);
      }
    },
  );
});

describe(anytimePValue.name, () => {
  it.each([
    [Math.log(20), 0.05],
    [0, 1],
    [-3, 1],
    [-Infinity, 1],
    [Infinity, 0],
  ])('of a largest e-value of exp(%d) is %d', (logMaximum, p) => {
    expect(anytimePValue(logMaximum)).toBeCloseTo(p, 12);
  });

  it('refuses what is no number', () => {
    expect(() => anytimePValue(NaN)).toThrow(InvalidStatisticsInputError);
  });
});
