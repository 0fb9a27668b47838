import { type Outcome, type Outcomes } from './run-experiment.js';

/** Counts of one mode. */
export interface ModeTally {
  /** Experiments with any wrong verdict in the family. */
  readonly wrongFamilies: number;
  /** Contrasts with a wrong verdict. */
  readonly wrong: number;
  readonly wanted: number;
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
}

const EMPTY_MODE: ModeTally = { wrongFamilies: 0, wrong: 0, wanted: 0, covered: 0, contrasts: 0 };

/** Before the first experiment. */
export function emptyTally(): Tally {
  return { experiments: 0, fixed: EMPTY_MODE, sequential: EMPTY_MODE, saved: [] };
}

/** One more experiment. */
export function tallied(tally: Tally, { fixed, sequential }: Outcomes): Tally {
  const saved = sequential.filter(({ agrees }) => agrees).map((own) => own.saved);
  return added(tally, {
    experiments: 1,
    fixed: modeOf(fixed),
    sequential: modeOf(sequential),
    saved,
  });
}

/** Two parts as one. */
export function added(a: Tally, b: Tally): Tally {
  return {
    experiments: a.experiments + b.experiments,
    fixed: addedModes(a.fixed, b.fixed),
    sequential: addedModes(a.sequential, b.sequential),
    saved: a.saved.concat(b.saved),
  };
}

function modeOf(outcomes: readonly Outcome[]): ModeTally {
  return {
    wrongFamilies: outcomes.some(({ wrong }) => wrong) ? 1 : 0,
    wrong: count(outcomes, ({ wrong }) => wrong),
    wanted: count(outcomes, ({ wanted }) => wanted),
    covered: count(outcomes, ({ covered }) => covered),
    contrasts: outcomes.length,
  };
}

function addedModes(a: ModeTally, b: ModeTally): ModeTally {
  return {
    wrongFamilies: a.wrongFamilies + b.wrongFamilies,
    wrong: a.wrong + b.wrong,
    wanted: a.wanted + b.wanted,
    covered: a.covered + b.covered,
    contrasts: a.contrasts + b.contrasts,
  };
}

function count<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.filter(isCounted).length;
}
