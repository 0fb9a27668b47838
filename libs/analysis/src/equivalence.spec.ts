import { pairedClusterContrast, tost } from '@equipoise/statistics';
import { aScoreTable, BASE, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { compare } from './comparison.js';
import { equivalencePOf } from './equivalence.js';
import { withSeedError } from './seed-error.js';

const PAIRS = {
  questionIds: ['1', '2', '3', '4', '5', '6'],
  base: [3, 3, 3, 3, 3, 3],
  tuned: [3.4, 2.9, 3.1, 3.3, 2.8, 3.2],
  clusters: ['a', 'a', 'b', 'c', 'd', 'e'],
};
const SEEDS = [
  [0.5, 0, 0.2, 0.4, -0.1, 0.3],
  [0.3, -0.2, 0, 0.2, -0.3, 0.1],
];
const oneSeed = withSeedError(compare(PAIRS, 0.05), [[]], 0.05);
const twoSeeds = withSeedError(compare(PAIRS, 0.05), SEEDS, 0.05);

describe(equivalencePOf, () => {
  it('is that of the two one-sided tests by cluster', () => {
    const tested = pairedClusterContrast({ ...PAIRS, alpha: 0.05 });
    for (const margin of [0.05, 0.2, 0.5]) {
      expect(equivalencePOf(oneSeed, margin)).toBeCloseTo(tost(tested, margin).pValue ?? 0, 12);
    }
  });

  it.each([oneSeed, twoSeeds])('is alpha where the interval at 1 - 2 alpha ends (%#)', (found) => {
    const { lower = 0, upper = 0 } = found.tostInterval ?? {};
    expect(equivalencePOf(found, Math.max(-lower, upper))).toBeCloseTo(0.05, 9);
  });

  it('does not exist without a margin or an error bar', () => {
    expect(equivalencePOf(oneSeed, 0)).toBeNull();
    expect(equivalencePOf({ ...oneSeed, standardError: null }, 0.2)).toBeNull();
  });
});

describe('claims of equivalence', () => {
  const arms = [BASE, ...[200, 500, 1000].map((trainSize) => tunedArm({ trainSize }))];
  const analysis = (margin: number) =>
    // from 50 documents up no pattern of signs is counted through
    analyse(
      aScoreTable({
        ...{ arms, levelOf: () => 3, noise: 0.4, questions: 60, clusters: 60 },
        settings: { margin },
      }),
    );

  it('are adjusted by Holm over the family', () => {
    const { contrasts } = analysis(0.15);
    const raw = contrasts.map(({ equivalenceP }) => equivalenceP ?? 1).sort((a, b) => a - b);
    const adjusted = contrasts
      .map(({ adjustedEquivalenceP }) => adjustedEquivalenceP ?? 1)
      .sort((a, b) => a - b);
    const byHand = raw.map((p, i) => Math.min(1, (3 - i) * p));
    const [first = 0, second = 0, third = 0] = byHand;
    expect(adjusted[0]).toBeCloseTo(first, 12);
    expect(adjusted[1]).toBeCloseTo(Math.max(first, second), 12);
    expect(adjusted[2]).toBeCloseTo(Math.max(first, second, third), 12);
  });

  it('that hold alone but not in the family say so, and no verdict contradicts its interval', () => {
    const margins = Array.from({ length: 40 }, (_, i) => 0.02 + i / 200);
    const found = margins.flatMap((margin) =>
      analysis(margin).contrasts.map((own) => ({ ...own, margin })),
    );
    const lost = found.filter(({ reason }) => reason === 'equivalence-lost-to-adjustment');
    expect(lost.length).toBeGreaterThan(0);
    for (const { verdict, reason, tostInterval, margin, sentence } of found) {
      const { lower = -4, upper = 4 } = tostInterval ?? {};
      const isWithin = lower > -margin && upper < margin;
      if (verdict === 'no-practical-difference') expect(isWithin).toBe(true);
      if (reason === 'equivalence-lost-to-adjustment') {
        expect(isWithin).toBe(true);
        expect(sentence).toContain('for the whole family the adjusted p of');
      }
      if (reason === 'interval-includes-zero') expect(isWithin).toBe(false);
    }
  });
});
