import {
  differenceOfProbabilities,
  differenceOfTexts,
  type ProbeOutput,
  type ProbePair,
} from './adapter-difference.js';

const digits = (...probabilities: number[]): ProbeOutput => ({
  text: '',
  tokenProbabilities: probabilities.map((probability, i) => ({ token: `${i + 1}`, probability })),
});
const says = (text: string): ProbeOutput => ({ text, tokenProbabilities: [] });

function pair(base: ProbeOutput, tuned: ProbeOutput, again?: ProbeOutput): ProbePair {
  return { base, again, tuned };
}

describe(differenceOfProbabilities, () => {
  it('sees an adapter on a single prompt, however small the probabilities', () => {
    const same = pair(digits(0.5, 0.2), digits(0.5, 0.2));
    const moved = pair(digits(1e-6, 0), digits(2e-6, 0));
    expect(differenceOfProbabilities([same, moved])).toEqual({
      ...{ status: 'active', method: 'token-probability', probes: 2, changed: 1 },
      ...{ largestChange: 0.5, largestRepeat: 0 },
    });
  });

  it('takes equal probabilities, and those that rounding tells apart, for no adapter', () => {
    const equal = pair(digits(0.5, 0.2), digits(0.5, 0.2));
    const rounded = pair(digits(0.5, 0.2), digits(0.50001, 0.2));
    expect(differenceOfProbabilities([equal, rounded])).toMatchObject({
      ...{ status: 'inactive', changed: 0 },
      largestChange: expect.closeTo(0.00001 / 0.50001, 10) as number,
    });
  });

  it('asks for twice of what the base differs from itself', () => {
    const noisy = (tuned: number) =>
      differenceOfProbabilities([pair(digits(0.5), digits(tuned), digits(0.375))]);
    expect(noisy(0.3)).toMatchObject({ status: 'inactive', largestRepeat: 0.25 });
    expect(noisy(0.2)).toMatchObject({ status: 'active' });
  });

  it('is unclear where the base differs from itself by half and more', () => {
    const wild = pair(digits(0.5), digits(0.01), digits(0.2));
    expect(differenceOfProbabilities([wild])).toMatchObject({ status: 'unclear' });
  });

  it('cannot compare what has no probability at all', () => {
    expect(differenceOfProbabilities([pair(digits(0, 0), digits(0, 0))])).toBeUndefined();
  });
});

describe(differenceOfTexts, () => {
  it('sees an adapter on a single prompt', () => {
    const pairs = [pair(says('a'), says('a')), pair(says('b'), says('c'), says('b'))];
    expect(differenceOfTexts(pairs)).toEqual({
      ...{ status: 'active', method: 'text', probes: 2, changed: 1 },
      ...{ largestChange: null, largestRepeat: null },
    });
  });

  it('takes equal texts for no adapter', () => {
    const pairs = [pair(says('a'), says('a'), says('a')), pair(says('b'), says('b'), says('x'))];
    expect(differenceOfTexts(pairs)).toMatchObject({ status: 'inactive', changed: 0 });
  });

  it('learns nothing where the base never gives one answer twice', () => {
    expect(differenceOfTexts([pair(says('a'), says('b'), says('c'))])).toMatchObject({
      ...{ status: 'unclear', changed: 0 },
    });
  });
});
