import { expectedScore, SCORE_TOKENS } from './score-distribution.js';

/** G-Eval worked case: natural logarithms of the most probable next tokens, one of them no score. */
const TOP_LOGPROBS = { '1': -4.6, '2': -3.0, '3': -1.2, '4': -0.8, '5': -2.4, ' the': -3.0 };

const probabilities = new Map(
  Object.entries(TOP_LOGPROBS).map(([token, logprob]) => [token, Math.exp(logprob)]),
);

describe(expectedScore, () => {
  it('renormalises by the mass of the score tokens', () => {
    const expected = expectedScore(probabilities);
    expect(expected?.mass).toBeCloseTo(0.9010800334313338, 12);
    expect(expected?.score).toBeCloseTo(3.6224465197648357, 12);
  });

  it('differs from the sum without renormalisation, which the leaked mass pulls down', () => {
    const { score, mass } = expectedScore(probabilities) ?? { score: 0, mass: 0 };
    expect(score * mass).toBeCloseTo(3.264114231132917, 12);
    expect(1 - mass).toBeCloseTo(0.0989199665686662, 12);
  });

  it('gives the token itself when it holds all probability', () => {
    for (const token of SCORE_TOKENS) {
      expect(expectedScore(new Map([[token, 1]]))).toEqual({ score: Number(token), mass: 1 });
    }
  });

  it('counts a token that was left out as improbable', () => {
    expect(expectedScore(new Map([['2', 0.3], ['4', 0.3]]))?.score).toBeCloseTo(3, 12); // prettier-ignore
  });

  it('has nothing to say when the score tokens hold no probability', () => {
    expect(expectedScore(new Map())).toBeUndefined();
    expect(expectedScore(new Map([['the', 1]]))).toBeUndefined();
    expect(expectedScore(new Map([['3', NaN]]))).toBeUndefined();
  });
});
