import { tunedArm } from '../../libs/analysis/test/a-score-table.js';

/** What is true in a simulated experiment; differences are tuned minus base, on the 1 to 5 scale. */
export interface Scenario {
  readonly name: string;
  /** Mean difference over all adapters that could be trained. */
  readonly difference: number;
  /** Adapters (training seeds) differ from it by at most this, uniformly. */
  readonly seedSpread: number;
  readonly arms: readonly ReturnType<typeof tunedArm>[];
  /** Largest difference of no practical importance. */
  readonly margin: number;
  /** The right verdict, given enough questions. */
  readonly wanted: Verdict;
  /**
   * What the fixed mode keeps at alpha: the chance of any wrong verdict in the family, or only that
   * of each contrast, as with claims of equivalence, which Holm's procedure does not adjust.
   */
  readonly fixedKeeps: 'family' | 'contrast';
}

export type Verdict = 'helps' | 'hurts' | 'no-practical-difference' | 'not-enough-evidence';

export const ALPHA = 0.05;

/** Three treatments of one adapter each: verdicts are about these adapters. */
const ADAPTERS = [200, 500, 1000].map((trainSize) => tunedArm({ trainSize }));
/** One treatment of three adapters: verdicts are about the treatment. */
const SEEDS = [1, 2, 3].map((seed) => tunedArm({ seed }));

/** A small margin leaves room for false harms; at a margin equivalence is claimed wrongly most. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'no effect, margin 0.05',
    ...{ difference: 0, seedSpread: 0, margin: 0.05, arms: ADAPTERS },
    ...{ wanted: 'no-practical-difference', fixedKeeps: 'family' },
  },
  {
    name: 'no effect, margin 0.05, three seeds',
    ...{ difference: 0, seedSpread: 0.1, margin: 0.05, arms: SEEDS },
    ...{ wanted: 'no-practical-difference', fixedKeeps: 'family' },
  },
  {
    name: 'within ±0.1, margin 0.3',
    ...{ difference: 0, seedSpread: 0.1, margin: 0.3, arms: ADAPTERS },
    ...{ wanted: 'no-practical-difference', fixedKeeps: 'family' },
  },
  {
    name: '−0.15, margin 0.05',
    ...{ difference: -0.15, seedSpread: 0, margin: 0.05, arms: ADAPTERS },
    ...{ wanted: 'hurts', fixedKeeps: 'family' },
  },
  {
    name: '−0.4, margin 0.3',
    ...{ difference: -0.4, seedSpread: 0, margin: 0.3, arms: ADAPTERS },
    ...{ wanted: 'hurts', fixedKeeps: 'family' },
  },
  {
    name: '+0.3, margin 0.3',
    ...{ difference: 0.3, seedSpread: 0, margin: 0.3, arms: ADAPTERS },
    ...{ wanted: 'helps', fixedKeeps: 'contrast' },
  },
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

/** Whether a verdict claims what is not so of a contrast whose true difference is known. */
export function isWrong(verdict: Verdict, truth: number, margin: number): boolean {
  switch (verdict) {
    case 'helps':
      return truth <= 0;
    case 'hurts':
      return truth >= 0;
    case 'no-practical-difference':
      return Math.abs(truth) >= margin;
    case 'not-enough-evidence':
      return false;
  }
}
