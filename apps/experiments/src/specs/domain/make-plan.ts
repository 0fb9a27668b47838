import { armsOf, type PlannedArm } from './arms.js';
import { comparableFindings } from './comparable-arms.js';
import { contaminationFindings, dirtyQuestions } from './contamination-findings.js';
import {
  answerCallsOf,
  detectableDifference,
  estimatedCostUsd,
  judgeCallsOf,
  judgeTrialOf,
} from './estimates.js';
import { type ExperimentSpec, repeatsOf, waveQuestions } from './experiment-spec.js';
import type { SpecFacts } from './facts.js';
import type { ExperimentPlan, PlannedCell, PlannedFineTune } from './plan.js';
import { questionCount, questionOrder, waveSizes } from './question-order.js';
import { warningsOf } from './spec-warnings.js';

/** Most answers of one chunk, by the contract of the judge. */
const MOST_ANSWERS = 1000;

/** Questions of one chunk of work: small where one slow process answers, larger for endpoints. */
export interface ChunkSizes {
  readonly local: number;
  readonly remote: number;
}

/** What a faultless spec does. */
export function makePlan(
  spec: ExperimentSpec,
  facts: SpecFacts,
  sizes: ChunkSizes,
): Omit<ExperimentPlan, 'training'> {
  const arms = armsOf(spec);
  const cells = cellsOf(spec, facts, arms);
  const tuned = arms.filter(({ treatment }) => treatment !== undefined).length;
  const contrasts =
    tuned * facts.datasets.length * spec.contexts.length * spec.judge.criteria.length;
  const fineTunes = fineTunesOf(facts, arms);
  const isLocal = spec.arms.some(({ base }) => facts.models.get(base)?.isLocal);
  return {
    spec,
    criteria: facts.criteria,
    repeats: repeatsOf(spec),
    cells,
    fineTunes,
    trainsFirst: isLocal && fineTunes.length > 0 && facts.training?.isLocal === true,
    sequential: sequentialPlan(spec, cells),
    blockSize: blockSize(spec, isLocal ? sizes.local : sizes.remote),
    contrasts,
    answerCalls: answerCallsOf(spec, cells),
    judgeCalls: judgeCallsOf(spec, cells, facts),
    judgeTrial: judgeTrialOf(spec, facts),
    estimatedCostUsd: estimatedCostUsd(spec, cells, facts),
    detectableDifference: detectableDifference(spec, facts, contrasts),
    warnings: warningsOf(spec, facts),
    guards: [
      ...contaminationFindings(cells, facts, spec.analysis.margin),
      ...comparableFindings(spec, facts),
    ],
    contamination: dirtyQuestions(cells, facts),
  };
}

function blockSize({ generation }: ExperimentSpec, wanted: number): number {
  return Math.max(1, Math.min(wanted, Math.floor(MOST_ANSWERS / generation.samples)));
}

function sequentialPlan(
  spec: ExperimentSpec,
  cells: readonly PlannedCell[],
): ExperimentPlan['sequential'] {
  const questions = waveQuestions(spec);
  if (questions === undefined) return undefined;
  const mostWaves = Math.max(0, ...cells.map((cell) => cell.waveSizes.length));
  return { waveQuestions: questions, mostWaves };
}

function cellsOf(
  spec: ExperimentSpec,
  { datasets }: SpecFacts,
  arms: readonly PlannedArm[],
): PlannedCell[] {
  return datasets.flatMap((dataset) => {
    const order = questionOrder(dataset, spec);
    return spec.contexts.flatMap((context) => {
      const asked = order.slice(0, questionCount(spec, dataset, context));
      const questionIds = asked.map(({ questionId }) => questionId);
      const sizes = waveSizes(asked, spec);
      return arms.map((arm) => ({ arm, dataset, context, questionIds, waveSizes: sizes }));
    });
  });
}

function fineTunesOf({ datasets }: SpecFacts, arms: readonly PlannedArm[]): PlannedFineTune[] {
  return datasets.flatMap((dataset) =>
    arms.flatMap((arm) =>
      'training' in arm.source ? [{ arm, dataset, training: arm.source.training }] : [],
    ),
  );
}
