import { minimumDetectableEffect, studentTQuantile } from '@equipoise/statistics';
import { compare } from './comparison.js';
import { differencesOf, type Pairs } from './pairs.js';
import { detectableEffect, questionsForMargin } from './power.js';
import { type SeedComparison, withSeedError } from './seed-error.js';

/** Differences of -1, 0, 1, 2 by turns, sd sqrt(5 / 3) at n = 4, two questions a cluster. */
function somePairs(n: number): Pairs {
  const numbers = Array.from({ length: n }, (_, i) => i);
  return {
    questionIds: numbers.map(String),
    base: numbers.map(() => 3),
    tuned: numbers.map((i) => 2 + (i % 4)),
    clusters: numbers.map((i) => String(i % (n / 2))),
  };
}

function comparisonOf(pairs: Pairs): SeedComparison {
  return withSeedError(compare(pairs, 0.05), [differencesOf(pairs)], 0.05);
}

describe(questionsForMargin, () => {
  const halfWidth = (n: number, standardError: number, from: number): number =>
    -studentTQuantile(0.025, n / 2 - 1) * standardError * Math.sqrt(from / n);

  it.each([0.1, 0.3, 1])('is the fewest questions that reach a margin of %d', (margin) => {
    const comparison = comparisonOf(somePairs(24));
    const error = comparison.standardError ?? NaN;
    const needed = questionsForMargin(comparison, margin, 0.05) ?? NaN;
    expect(halfWidth(needed, error, 24)).toBeLessThanOrEqual(margin);
    expect(halfWidth(needed - 1, error, 24)).toBeGreaterThan(margin);
  });

  it('does not exist for a margin of 0, or without a standard error', () => {
    expect(questionsForMargin(comparisonOf(somePairs(24)), 0, 0.05)).toBeNull();
    expect(questionsForMargin(comparisonOf(somePairs(2)), 0.2, 0.05)).toBeNull();
  });
});

describe(detectableEffect, () => {
  it('is that of as many questions and clusters with their spread', () => {
    const pairs = somePairs(24);
    const found = detectableEffect(pairs, comparisonOf(pairs), 0.01);
    const independent = { sd: Math.sqrt((24 * 1.25) / 23), n: 24, clusterCount: 12, alpha: 0.01 };
    expect(found).toBeGreaterThanOrEqual(minimumDetectableEffect(independent) - 1e-12);
    expect(found).toBeLessThanOrEqual(
      minimumDetectableEffect({ ...independent, designEffect: 2 }) + 1e-12,
    );
  });
});
