import { analyse } from '@equipoise/analysis';
import type { Contrast } from '@equipoise/contracts';
import { makeExperiment, type SimulatedExperiment } from './make-experiment.js';
import { isWrong, type Scenario } from './scenario.js';

/** What became of one contrast. */
export interface Outcome {
  readonly wrong: boolean;
  readonly wanted: boolean;
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
}

/** One simulated experiment, analysed by the product in both modes. */
export function runExperiment(scenario: Scenario, seed: string): Outcomes {
  const made = makeExperiment(scenario, seed);
  const fixed = analyse(made.table).contrasts;
  const sequential = analyse(made.sequential).contrasts;
  return {
    // with several seeds the seed is a random factor here, and given there
    fixed: fixed.map((own) => outcomeOf(own, scenario, truthOf(own, made, scenario.difference))),
    sequential: sequential.map((own, i) => ({
      ...outcomeOf(own, scenario, truthOf(own, made, meanOf([...made.truth.values()]))),
      saved: savedBy(own),
      agrees: own.verdict !== 'not-enough-evidence' && own.verdict === fixed[i]?.verdict,
    })),
  };
}

function outcomeOf(
  { verdict, interval }: Contrast,
  { wanted, margin }: Scenario,
  truth: number,
): Outcome {
  return {
    wrong: isWrong(verdict, truth, margin),
    wanted: verdict === wanted,
    covered: interval !== null && interval.lower <= truth && truth <= interval.upper,
  };
}

/** Of its adapter; of a treatment with several, what is given. */
function truthOf({ arm }: Contrast, { truth }: SimulatedExperiment, ofTreatment: number): number {
  return truth.get(arm.label) ?? ofTreatment;
}

function savedBy({ n, sequential }: Contrast): number {
  return sequential === undefined ? 0 : 1 - n / sequential.plannedQuestions;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
