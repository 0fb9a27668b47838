import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { tokenProbabilityScore } from './token-probability-score.js';

const SCALE = { low: 1, high: 5 };
/** G-Eval worked case: natural logarithms of the most probable next tokens, one of them no score. */
const TOP_LOGPROBS = { '1': -4.6, '2': -3.0, '3': -1.2, '4': -0.8, '5': -2.4, ' the': -3.0 };

const probabilities = new Map(
  Object.entries(TOP_LOGPROBS).map(([token, logprob]) => [token, Math.exp(logprob)]),
);

describe(tokenProbabilityScore, () => {
  it('renormalises by the mass of the score tokens, and keeps what leaked', () => {
    const found = tokenProbabilityScore(probabilities, SCALE);
    expect(found?.mass).toBeCloseTo(0.9010800334313338, 12);
    expect(found?.leakedMass).toBeCloseTo(0.0989199665686662, 12);
    expect(found?.score).toBeCloseTo(3.6224465197648357, 12);
    expect(found?.unnormalised).toBeCloseTo(3.264114231132917, 12);
  });

  it.each(['1', '2', '3', '4', '5'])('gives %s itself when it holds all probability', (token) => {
    const found = tokenProbabilityScore(new Map([[token, 1]]), SCALE);
    expect(found).toMatchObject({ score: Number(token), mass: 1, leakedMass: 0 });
  });

  it('takes a number with a space before it for the same score', () => {
    const found = tokenProbabilityScore(new Map([['4', 0.3], [' 4', 0.3], ['2', 0.2]]), SCALE); // prettier-ignore
    expect(found?.score).toBeCloseTo(3.5, 12);
    expect(found?.mass).toBeCloseTo(0.8, 12);
  });

  it.each(['6', '0', '45', '03', '4.0', '4!', '', ' ', '-3'])('takes %j for no score', (token) => {
    expect(tokenProbabilityScore(new Map([[token, 1]]), SCALE)).toBeUndefined();
  });

  it('stays on the scale however much rounding the masses have', () => {
    const found = tokenProbabilityScore(new Map([['5', 0.1 + 0.2], ['1', -1e-18]]), SCALE); // prettier-ignore
    expect(found?.score).toBe(5);
  });

  it('has nothing to say when the score tokens hold no probability', () => {
    expect(tokenProbabilityScore(new Map(), SCALE)).toBeUndefined();
    expect(tokenProbabilityScore(new Map([['the', 1]]), SCALE)).toBeUndefined();
    expect(tokenProbabilityScore(new Map([['3', NaN]]), SCALE)).toBeUndefined();
  });

  it('refuses a scale without length', () => {
    expect(() => tokenProbabilityScore(probabilities, { low: 5, high: 5 })).toThrow(
      InvalidStatisticsInputError,
    );
  });
});
