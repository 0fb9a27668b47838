import { NO_USAGE } from '@equipoise/contracts';
import { studentTQuantile } from '@equipoise/statistics';
import { aScoreTable } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { nextPurchase, priceOf } from './next-purchase.js';

const [SAMPLE] = analyse(aScoreTable()).contrasts;
const SETTINGS = { margin: 0.1, alpha: 0.05 };
const NOW = { answers: 1, repeats: 2 };
const PRICES = {
  answer: { usd: 0.001, seconds: 0 },
  call: { usd: 0.01, seconds: 0 },
  trainingSeconds: 3600,
  criteria: 1,
};

/** 40 questions in 40 documents; half of the error's variance is noise of judge calls. */
function aContrast(over: Partial<Parameters<typeof nextPurchase>[0]> = {}) {
  if (SAMPLE === undefined) throw new Error('the sample has one contrast');
  const standardError = 0.1;
  const half = -studentTQuantile(0.025, 39) * standardError;
  return {
    ...SAMPLE,
    ...{ n: 40, clusters: 40, seeds: 1, seedDeviation: null, standardError },
    interval: { lower: -half, upper: half },
    variance: { questions: 0.2, answers: null, calls: 0.4, seeds: null },
    ...over,
  };
}

const optionsOf = (contrast: ReturnType<typeof aContrast>, settings = SETTINGS) =>
  new Map(
    nextPurchase(contrast, NOW, PRICES, settings)?.options.map((own) => [own.buy, own]) ?? [],
  );

describe(nextPurchase, () => {
  it('asks for the fewest questions that narrow the interval to the margin', () => {
    const more = optionsOf(aContrast()).get('questions')?.more ?? 0;
    const half = (n: number): number => -studentTQuantile(0.025, n - 1) * 0.1 * Math.sqrt(40 / n);
    expect(half(40 + more)).toBeLessThanOrEqual(0.1);
    expect(half(39 + more)).toBeGreaterThan(0.1);
  });

  it('says that repeats are futile where questions alone leave the interval too wide', () => {
    expect(optionsOf(aContrast()).get('repeats')?.more).toBeNull();
    const found = nextPurchase(aContrast(), NOW, PRICES, SETTINGS);
    expect(found?.sentence).toMatch(
      /^About \d+ more questions \(US\$ \d+\.\d\d\) would narrow the interval to ±0\.10; more repeats alone would not, however many\.$/,
    );
  });

  it('asks for repeats where the noise of calls is what makes it wide', () => {
    // without calls the error is 0.1 sqrt(1/2), half width 0.143
    const { more } = optionsOf(aContrast(), { ...SETTINGS, margin: 0.16 }).get('repeats') ?? {};
    const half = (repeats: number): number =>
      -studentTQuantile(0.025, 39) * Math.sqrt(0.005 + 0.01 / repeats);
    expect(half(2 + (more ?? 0))).toBeLessThanOrEqual(0.16);
    expect(half(1 + (more ?? 0))).toBeGreaterThan(0.16);
  });

  it('prices both arms, every answer and every call', () => {
    const { more = 0, costUsd } = optionsOf(aContrast()).get('questions') ?? {};
    expect(costUsd).toBeCloseTo((more ?? 0) * 2 * (0.001 + 2 * 0.01), 9);
  });

  it('names the cheapest first', () => {
    const settings = { ...SETTINGS, margin: 0.16 };
    const found = nextPurchase(aContrast(), NOW, PRICES, settings);
    const prices = found?.options.map(({ costUsd }) => costUsd ?? Infinity) ?? [];
    const cheapest = Math.min(...prices).toFixed(2);
    expect(found?.sentence.indexOf(`US$ ${cheapest}`)).toBe(found?.sentence.search(/US\$/) ?? NaN);
  });

  it('offers seeds where they vary, and says that questions cannot make up for them', () => {
    const contrast = aContrast({
      ...{ seeds: 2, seedDeviation: 0.4, seedError: 0.29, standardError: 0.3 },
      interval: { lower: -1, upper: 1 },
      variance: { questions: 0.2, answers: null, calls: null, seeds: 0.16 },
    });
    const options = optionsOf(contrast, { ...SETTINGS, margin: 0.3 });
    expect(options.get('questions')?.more).toBeNull();
    expect(options.get('seeds')?.more).toBeGreaterThan(2);
    expect(options.get('seeds')?.trainingSeconds).toBe(3600 * (options.get('seeds')?.more ?? 0));
  });

  it.each([
    ['an interval narrow enough', aContrast(), { ...SETTINGS, margin: 1 }],
    ['no margin', aContrast(), { ...SETTINGS, margin: 0 }],
    ['no error bar', aContrast({ standardError: null, interval: null }), SETTINGS],
  ])('offers nothing with %s', (_, contrast, settings) => {
    expect(nextPurchase(contrast, NOW, PRICES, settings)).toBeNull();
  });
});

describe(priceOf, () => {
  it('is the mean over calls that were made, and 0 without one', () => {
    expect(priceOf({ ...NO_USAGE, calls: 4, costUsd: 2, modelSeconds: 8 })).toEqual({
      usd: 0.5,
      seconds: 2,
    });
    expect(priceOf(NO_USAGE)).toEqual({ usd: 0, seconds: 0 });
  });
});
