import { analyse } from '@equipoise/analysis';
import type { Contrast } from '@equipoise/contracts';
import { makeExperiment, type SimulatedExperiment } from './make-experiment.js';
import { rightVerdict, type Scenario, wrongClaim } from './scenario.js';

/** What became of one contrast. */
export interface Outcome {
  /** What its verdict claims wrongly; undefined where it claims nothing wrong. */
  readonly wrong: 'difference' | 'equivalence' | undefined;
  readonly right: boolean;
  /** Whether the interval holds the truth. */
  readonly covered: boolean;
}

/** A contrast with looks at every wave. */
export interface SequentialOutcome extends Outcome {
  /** Share of the questions that were not asked, [0, 1). */
  readonly saved: number;
  /** Whether both modes gave the same verdict, other than not enough evidence. */
  readonly agrees: boolean;
}

/** What became of one experiment; plain data, for it crosses threads. */
export interface Outcomes {
  readonly fixed: readonly Outcome[];
  readonly sequential: readonly SequentialOutcome[];
  /** Share of the experiment's judge calls that the sequential mode did not make, [0, 1). */
  readonly callsSaved: number;
}

/** One simulated experiment, analysed by the product in both modes. */
export function runExperiment(scenario: Scenario, seed: string): Outcomes {
  const made = makeExperiment(scenario, seed);
  const fixed = analyse(made.table).contrasts;
  const sequential = analyse(made.sequential).contrasts;
  const ofAdapters = [...made.truth.values()];
  return {
    // with several seeds the seed is a random factor here, and given there
    fixed: fixed.map((own) => outcomeOf(own, scenario, truthOf(own, made, scenario.differences))),
    sequential: sequential.map((own, i) => ({
      ...outcomeOf(own, scenario, truthOf(own, made, ofAdapters)),
      saved: savedBy(own),
      agrees: own.verdict !== 'not-enough-evidence' && own.verdict === fixed[i]?.verdict,
    })),
    callsSaved: callsSavedBy(sequential, made),
  };
}

function outcomeOf({ verdict, interval }: Contrast, { margin }: Scenario, truth: number): Outcome {
  return {
    wrong: wrongClaim(verdict, truth, margin),
    right: verdict === rightVerdict(truth, margin),
    covered: interval !== null && interval.lower <= truth && truth <= interval.upper,
  };
}

/** Of its adapter; of a treatment with several, the mean of what is given of each. */
function truthOf(
  { arm }: Contrast,
  { truth }: SimulatedExperiment,
  ofTreatment: readonly number[],
): number {
  return truth.get(arm.label) ?? meanOf(ofTreatment);
}

function savedBy({ n, sequential }: Contrast): number {
  return sequential === undefined ? 0 : 1 - n / sequential.plannedQuestions;
}

/** A cell is asked for until the last contrast that needs it stops, and then on all criteria. */
function callsSavedBy(contrasts: readonly Contrast[], { sequential }: SimulatedExperiment): number {
  let [asked, planned] = [0, 0];
  for (const { arm, waves = [] } of sequential.cells) {
    const needing = contrasts.filter(
      (own) => arm.treatment === undefined || own.seeds > 1 || own.arm.label === arm.label,
    );
    const needed = Math.max(...needing.map((own) => own.sequential?.waves ?? waves.length));
    asked += waves.slice(0, needed).flat().length;
    planned += waves.flat().length;
  }
  return 1 - asked / planned;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
