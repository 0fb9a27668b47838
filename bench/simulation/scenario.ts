import { tunedArm } from '../../libs/analysis/test/a-score-table.js';

/** What is true in a simulated experiment; differences are tuned minus base, on the 1 to 5 scale. */
export interface Scenario {
  readonly name: string;
  readonly arms: readonly ReturnType<typeof tunedArm>[];
  /** One an arm: mean difference over all adapters that could be trained like it. */
  readonly differences: readonly number[];
  /** How adapters (training seeds) differ from that. */
  readonly seeds: SeedNoise;
  /** Largest difference of no practical importance. */
  readonly margin: number;
  /**
   * How often intervals at 95 % have to hold the truth: in 94 to 96 % of cases, or at least in 94 %,
   * where seeds and questions tell about as much and no exact interval is known.
   */
  readonly coverage: 'exact' | 'at-least';
}

/**
 * Points around the mean of adapters: uniform within a half width, or normal and cut off where scores
 * would leave the scale.
 */
export type SeedNoise =
  { readonly halfWidth: number } | { readonly deviation: number; readonly reach: number };

export type Verdict = 'helps' | 'hurts' | 'no-practical-difference' | 'not-enough-evidence';

export const ALPHA = 0.05;

/** Three treatments of one adapter each: verdicts are about these adapters. */
const ADAPTERS = [200, 500, 1000].map((trainSize) => tunedArm({ trainSize }));
/** One treatment of three adapters: verdicts are about the treatment. */
const SEEDS = [1, 2, 3].map((seed) => tunedArm({ seed }));
const ALIKE: SeedNoise = { halfWidth: 0 };

function alike(name: string, difference: number, margin: number): Scenario {
  const differences = ADAPTERS.map(() => difference);
  return { name, arms: ADAPTERS, differences, seeds: ALIKE, margin, coverage: 'exact' };
}

function severalSeeds(
  name: string,
  seeds: SeedNoise,
  coverage: Scenario['coverage'],
  place: { readonly difference: number; readonly margin: number } = { difference: 0, margin: 0.05 },
): Scenario {
  const { difference, margin } = place;
  return { name, arms: SEEDS, differences: SEEDS.map(() => difference), seeds, margin, coverage };
}

/** A small margin leaves room for false harms; at a margin equivalence is claimed wrongly most. */
export const SCENARIOS: readonly Scenario[] = [
  alike('no effect, margin 0.05', 0, 0.05),
  severalSeeds('no effect, margin 0.05, three seeds that are alike', ALIKE, 'at-least'),
  severalSeeds('no effect, margin 0.05, three seeds within ±0.1', { halfWidth: 0.1 }, 'at-least'),
  severalSeeds(
    'no effect, margin 0.05, three seeds, sd 0.2',
    { deviation: 0.2, reach: 0.5 },
    'exact',
  ),
  {
    ...alike('within ±0.1, margin 0.3', 0, 0.3),
    seeds: { halfWidth: 0.1 },
  },
  alike('−0.15, margin 0.05', -0.15, 0.05),
  alike('−0.4, margin 0.3', -0.4, 0.3),
  alike('+0.3, margin 0.3', 0.3, 0.3),
  { ...alike('0, +0.3 and −0.3, margin 0.3', 0, 0.3), differences: [0, 0.3, -0.3] },
  severalSeeds(
    '+0.15, margin 0.15, three seeds, sd 0.05',
    { deviation: 0.05, reach: 0.35 },
    'at-least',
    { difference: 0.15, margin: 0.15 },
  ),
];

/** Size of every simulated experiment: about 240 questions, 3,840 judge calls. */
export const DESIGN = {
  criteria: ['accuracy', 'completeness'],
  clusters: 120,
  /** Questions of a cluster: 1 to this, uniformly. */
  largestCluster: 3,
  repeats: 2,
  /** Questions between two looks of the sequential mode. */
  waveQuestions: 10,
} as const;

/**
 * Half widths of uniform noises, in points. All latent scores stay within [1, 5], so nothing is cut
 * off and the true differences are exact.
 */
export const NOISE = {
  cluster: 0.4,
  question: 0.4,
  /** How much more or less one cluster gains from tuning than another, the same for all adapters. */
  clusterEffect: 0.3,
  /** The same for one question and one adapter. */
  questionEffect: 0.4,
} as const;

/** What a verdict claims that is not so of a contrast whose true difference is known. */
export function wrongClaim(
  verdict: Verdict,
  truth: number,
  margin: number,
): 'difference' | 'equivalence' | undefined {
  switch (verdict) {
    case 'helps':
      return truth <= 0 ? 'difference' : undefined;
    case 'hurts':
      return truth >= 0 ? 'difference' : undefined;
    case 'no-practical-difference':
      return Math.abs(truth) >= margin ? 'equivalence' : undefined;
    case 'not-enough-evidence':
      return undefined;
  }
}

/** What enough questions would show. */
export function rightVerdict(truth: number, margin: number): Verdict {
  if (Math.abs(truth) < margin) return 'no-practical-difference';
  return truth > 0 ? 'helps' : 'hurts';
}
