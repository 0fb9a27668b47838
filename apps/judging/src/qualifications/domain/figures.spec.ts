import { figuresOf } from './figures.js';
import type { ProbeKind } from './probe.js';
import { type QuestionScores, scoresByQuestion } from './probe-scores.js';

const RULES = { paddingMargin: 0.25, reliability: 0.9 };

const asked = (
  scores: readonly Partial<Record<ProbeKind, readonly number[]>>[],
): QuestionScores[] => scores.map((own, i) => ({ cluster: `d${i}`, scores: own }));

const figures = (
  scores: readonly Partial<Record<ProbeKind, readonly number[]>>[],
  estimator: 'samples' | 'token-probability' = 'samples',
): ReturnType<typeof figuresOf> => figuresOf(asked(scores), estimator, RULES);

describe(figuresOf, () => {
  it('orders gold above wrong and cut, ties half, by the mean of repeats', () => {
    const { goldAboveWrong, goldAboveCut, meanScores } = figures([
      { gold: [5, 4], wrong: [1, 2], cut: [4, 5] },
      { gold: [4, 4], wrong: [2, 2], cut: [3, 3] },
    ]);
    expect(goldAboveWrong).toEqual({ area: 1, interval: null, gold: 2, spoilt: 2 });
    // pairs: 4.5-4.5 tie, 4.5-3, 4-4.5 lost, 4-3
    expect(goldAboveCut).toMatchObject({ area: 0.625, gold: 2, spoilt: 2 });
    expect(meanScores).toEqual({ gold: 4.25, wrong: 1.75, cut: 3.75, padded: null });
  });

  it('counts questions whose scores fall, and not those that lack a kind', () => {
    const { monotonicity } = figures([
      { gold: [5], cut: [3], wrong: [1] },
      { gold: [5], cut: [5], wrong: [1] },
      { gold: [3], cut: [4], wrong: [1] },
      { gold: [3], cut: [3], wrong: [3] },
      { gold: [5], wrong: [1] },
    ]);
    expect(monotonicity).toMatchObject({ ordered: 2, questions: 4 });
    expect(monotonicity.interval?.lower).toBeCloseTo(0.15, 2);
    expect(monotonicity.interval?.upper).toBeCloseTo(0.85, 2);
  });

  it('tells a judge that rewards length from one that does not look at it', () => {
    const golds = [4, 3.5, 4.2, 3, 4.4, 3.8];
    const rewarded = golds.map((gold, i) => ({ gold: [gold], padded: [gold + 0.5 + i * 0.01] }));
    const alike = golds.map((gold, i) => ({ gold: [gold], padded: [gold + (i % 2) * 0.02] }));
    expect(figures(rewarded).padding).toMatchObject({ finding: 'rewards', n: 6, margin: 0.25 });
    expect(figures(rewarded).padding?.difference).toBeCloseTo(0.525, 10);
    expect(figures(alike).padding).toMatchObject({ finding: 'indifferent' });
  });

  it('says how many repeats make a mean reliable', () => {
    const noisy = [{ gold: [5, 3] }, { gold: [4, 5] }, { gold: [1, 3] }, { gold: [2, 2] }];
    // mean squares 83/24 between probes, 9/8 within: (83/24 - 9/8) / (83/24 + 9/8) = 28/55
    const { icc, repeatsForTarget } = figures(noisy).repeatability;
    expect(icc).toBeCloseTo(28 / 55, 12);
    expect(repeatsForTarget).toBe(9);
  });

  it('buys one call where the judge never differs, or where probabilities are read', () => {
    const same = [{ gold: [5, 5] }, { gold: [2, 2] }];
    expect(figures(same).repeatability).toMatchObject({ icc: 1, repeatsForTarget: 1 });
    expect(figures([{ gold: [4.2] }], 'token-probability').repeatability).toMatchObject({
      icc: null,
      repeatsForTarget: 1,
    });
  });

  it('has no number where nothing was scored', () => {
    expect(figures([{}, {}])).toMatchObject({
      questions: 2,
      meanScores: { gold: null },
      goldAboveWrong: { area: null, gold: 0 },
      monotonicity: { questions: 0, interval: null },
      padding: null,
      repeatability: { icc: null, repeatsForTarget: null },
    });
  });
});

describe(scoresByQuestion, () => {
  it('leaves missing scores out, and a kind that has none', () => {
    const question = { questionId: 'q', cluster: 'd', text: '', references: ['a b'] };
    const probes = [
      { probeId: 'p1', kind: 'gold' as const, question, answer: 'a b' },
      { probeId: 'p2', kind: 'cut' as const, question, answer: 'a' },
    ];
    const judged = [
      { answerId: 'p1', score: 4 },
      { answerId: 'p1', score: null },
      { answerId: 'p2', score: null },
    ];
    expect(scoresByQuestion(probes, judged)).toEqual([{ cluster: 'd', scores: { gold: [4] } }]);
  });
});
