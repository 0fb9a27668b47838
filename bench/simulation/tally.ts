import { type Outcome, type Outcomes } from './run-experiment.js';

/** Counts of one mode. */
export interface ModeTally {
  /** Experiments with any wrong verdict in the family. */
  readonly wrongFamilies: number;
  /** Experiments that claim a difference wrongly, and those that claim equivalence wrongly. */
  readonly wrongDifferences: number;
  readonly wrongEquivalences: number;
  readonly right: number;
  readonly covered: number;
  readonly contrasts: number;
}

/** Counts over experiments, which add up over threads. */
export interface Tally {
  readonly experiments: number;
  readonly fixed: ModeTally;
  readonly sequential: ModeTally;
  /** Shares of questions saved, of the contrasts that both modes decided alike. */
  readonly saved: readonly number[];
  /** Shares of judge calls saved, of the experiments in which both decided every contrast alike. */
  readonly callsSaved: readonly number[];
}

const EMPTY_MODE: ModeTally = {
  ...{ wrongFamilies: 0, wrongDifferences: 0, wrongEquivalences: 0 },
  ...{ right: 0, covered: 0, contrasts: 0 },
};

/** Before the first experiment. */
export function emptyTally(): Tally {
  return { experiments: 0, fixed: EMPTY_MODE, sequential: EMPTY_MODE, saved: [], callsSaved: [] };
}

/** One more experiment. */
export function tallied(tally: Tally, { fixed, sequential, callsSaved }: Outcomes): Tally {
  const alike = sequential.filter(({ agrees }) => agrees);
  return added(tally, {
    experiments: 1,
    fixed: modeOf(fixed),
    sequential: modeOf(sequential),
    saved: alike.map((own) => own.saved),
    callsSaved: alike.length === sequential.length ? [callsSaved] : [],
  });
}

/** Two parts as one. */
export function added(a: Tally, b: Tally): Tally {
  return {
    experiments: a.experiments + b.experiments,
    fixed: addedModes(a.fixed, b.fixed),
    sequential: addedModes(a.sequential, b.sequential),
    saved: a.saved.concat(b.saved),
    callsSaved: a.callsSaved.concat(b.callsSaved),
  };
}

function modeOf(outcomes: readonly Outcome[]): ModeTally {
  const any = (isMeant: (own: Outcome) => boolean): number => (outcomes.some(isMeant) ? 1 : 0);
  return {
    wrongFamilies: any(({ wrong }) => wrong !== undefined),
    wrongDifferences: any(({ wrong }) => wrong === 'difference'),
    wrongEquivalences: any(({ wrong }) => wrong === 'equivalence'),
    right: outcomes.filter(({ right }) => right).length,
    covered: outcomes.filter(({ covered }) => covered).length,
    contrasts: outcomes.length,
  };
}

function addedModes(a: ModeTally, b: ModeTally): ModeTally {
  return {
    wrongFamilies: a.wrongFamilies + b.wrongFamilies,
    wrongDifferences: a.wrongDifferences + b.wrongDifferences,
    wrongEquivalences: a.wrongEquivalences + b.wrongEquivalences,
    right: a.right + b.right,
    covered: a.covered + b.covered,
    contrasts: a.contrasts + b.contrasts,
  };
}
