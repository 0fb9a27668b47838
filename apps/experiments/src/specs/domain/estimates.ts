import type { Context } from '@equipoise/contracts';
import { minimumDetectableEffect } from '@equipoise/statistics';
import { type ExperimentSpec, qualificationOf, repeatsOf } from './experiment-spec.js';
import type { DatasetFacts, ModelFacts, SpecFacts } from './facts.js';
import type { ExperimentPlan, PlannedCell } from './plan.js';
import { questionCount, questionOrder } from './question-order.js';

/** Typical lengths in tokens, measured on Qasper, Natural Questions and BioASQ with this prompt frame. */
const FRAME_TOKENS = 80;
const GOLD_EVIDENCE_TOKENS = 300;
const ANSWER_TOKENS = 80;
const JUDGE_FORM_TOKENS = 500;
const JUDGE_SCORE_TOKENS = 4;

/** Answers asked for, over all cells. */
export function answerCallsOf(spec: ExperimentSpec, cells: readonly PlannedCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.questionIds.length * spec.generation.samples, 0);
}

/** Judge calls, when every answer can be judged, those of the judge's own trial included. */
export function judgeCallsOf(
  spec: ExperimentSpec,
  cells: readonly PlannedCell[],
  facts: SpecFacts,
): number {
  const judged = answerCallsOf(spec, cells) * repeatsOf(spec) * spec.judge.criteria.length;
  return judged + judgeTrialOf(spec, facts).calls;
}

/** What the trial of the judge takes where nothing of it is stored yet; zeros where there is none. */
export function judgeTrialOf(
  spec: ExperimentSpec,
  { datasets }: Pick<SpecFacts, 'datasets'>,
): ExperimentPlan['judgeTrial'] {
  const probed = datasets.map((dataset) => probeCallsOf(spec, dataset));
  const calls = probed.reduce((sum, own) => sum + own, 0) * spec.judge.criteria.length;
  return { calls, tokens: calls * (formTokens(spec) + JUDGE_SCORE_TOKENS) };
}

/** Gold, wrong, cut and padded. */
const PROBES_OF_A_QUESTION = 4;

/** Judge calls on the probes of one dataset and criterion. */
function probeCallsOf(spec: ExperimentSpec, { testQuestions }: DatasetFacts): number {
  const { probes, repeats } = qualificationOf(spec) ?? { probes: 0, repeats: 0 };
  const calls = spec.judge.estimator === 'token-probability' ? Math.min(1, repeats) : repeats;
  return Math.min(probes, testQuestions.length) * PROBES_OF_A_QUESTION * calls;
}

/** US dollars of all model calls; a model yet to be trained costs what its base costs. */
export function estimatedCostUsd(
  spec: ExperimentSpec,
  cells: readonly PlannedCell[],
  facts: SpecFacts,
): number {
  const { models } = facts;
  const answers = cells.map((cell) => {
    const { source, base } = cell.arm;
    const model = models.get('model' in source ? source.model : base);
    const calls = answerCallsOf(spec, [cell]);
    return calls * callCost(model, promptTokens(spec, cell.context), answerTokens(spec));
  });
  const judgement = callCost(models.get(spec.judge.model), formTokens(spec), JUDGE_SCORE_TOKENS);
  return (
    judgeCallsOf(spec, cells, facts) * judgement + answers.reduce((sum, cost) => sum + cost, 0)
  );
}

/** Tokens of a typical prompt. */
export function promptTokens({ retrieval }: ExperimentSpec, context: Context): number {
  const read = {
    retrieved: retrieval.topK * retrieval.chunkTokens,
    oracle: GOLD_EVIDENCE_TOKENS,
    'closed-book': 0,
  } as const satisfies Record<Context, number>;
  return FRAME_TOKENS + read[context];
}

const answerTokens = ({ generation }: ExperimentSpec): number =>
  Math.min(ANSWER_TOKENS, generation.maxTokens);

const formTokens = (spec: ExperimentSpec): number => JUDGE_FORM_TOKENS + answerTokens(spec);

function callCost(model: ModelFacts | undefined, input: number, output: number): number {
  if (!model) return 0;
  return (input * model.inputUsdPerMillion + output * model.outputUsdPerMillion) / 1e6;
}

/**
 * Smallest difference that the weakest dataset and context would show with 80 % power, if the
 * differences have a standard deviation of 1, with Bonferroni's share of alpha (Holm's first step).
 *
 * @returns points of the 1 to 5 scale; 0 when nothing is compared or a dataset has one cluster
 */
export function detectableDifference(
  spec: ExperimentSpec,
  { datasets }: SpecFacts,
  contrasts: number,
): number {
  if (contrasts === 0) return 0;
  const alpha = spec.analysis.alpha / contrasts;
  const designs = datasets.flatMap((dataset) => {
    const counts = new Set(spec.contexts.map((context) => questionCount(spec, dataset, context)));
    return [...counts].map((n) => ({ n, clusterCount: clusterCount(spec, dataset, n) }));
  });
  if (designs.some((design) => design.clusterCount < 2)) return 0;
  return Math.max(...designs.map((design) => minimumDetectableEffect({ sd: 1, alpha, ...design })));
}

/** Clusters among the first `n` questions that are asked. */
export function clusterCount(spec: ExperimentSpec, dataset: DatasetFacts, n: number): number {
  const asked = questionOrder(dataset, spec).slice(0, n);
  return new Set(asked.map(({ cluster }) => cluster)).size;
}
