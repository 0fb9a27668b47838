import { nextTokenProbabilities } from './next-token-probabilities.js';

describe(nextTokenProbabilities.name, () => {
  // A vocabulary of four tokens with weights 8, 4, 2, 2: probabilities 1/2, 1/4, 1/8, 1/8.
  const logits = new Map([8, 4, 2, 2].map((weight, token) => [token, Math.log(weight)]));
  const totalWeight = 16 / 8; // relative to the greatest

  it('is the softmax over the whole vocabulary, in the order asked for', () => {
    const wanted = [
      { text: 'c', token: 2 },
      { text: 'b', token: 1 },
    ];
    const { tokenProbabilities, leakedMass } = nextTokenProbabilities(wanted, {
      logits,
      totalWeight,
    });
    expect(tokenProbabilities.map(({ token }) => token)).toEqual(['c', 'b']);
    expect(tokenProbabilities[0]?.probability).toBeCloseTo(1 / 8, 12);
    expect(tokenProbabilities[1]?.probability).toBeCloseTo(1 / 4, 12);
    expect(leakedMass).toBeCloseTo(5 / 8, 12);
  });

  it('leaks nothing, and never less, when all tokens are wanted', () => {
    const wanted = [0, 1, 2, 3].map((token) => ({ text: String(token), token }));
    const { leakedMass } = nextTokenProbabilities(wanted, { logits, totalWeight });
    expect(leakedMass).toBeGreaterThanOrEqual(0);
    expect(leakedMass).toBeCloseTo(0, 12);
  });
});
