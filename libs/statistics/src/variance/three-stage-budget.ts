import { sumOf } from '../moments.js';
import { requireNotNegative, requirePositive, requireThat } from '../require.js';
import { isotonicAllocation, type Stage } from './isotonic-allocation.js';

export interface ThreeStageDesign {
  /** n, not necessarily whole. */
  readonly questions: number;
  /** K, >= 1 unless the optimum ignores that limit. */
  readonly answersPerQuestion: number;
  /** R, >= 1 unless the optimum ignores that limit. */
  readonly callsPerAnswer: number;
}

/** One number for each stage: a question, an answer to it, a judge call on that. */
export interface PerStage {
  readonly question: number;
  readonly answer: number;
  readonly call: number;
}

export interface ThreeStageInput {
  /** A, B, C of the nested components, each >= 0, not all 0, in squared units of the score. */
  readonly variances: PerStage;
  /** Of one more question, answer and call, each >= 0; a call costs more than 0. Any unit. */
  readonly costs: PerStage;
  /** In the unit of the costs; enough for one question with one answer and one call. */
  readonly budget: number;
  /** Most questions there are, >= 1; default without limit. */
  readonly questionPool?: number;
}

export interface ThreeStagePlan extends ThreeStageDesign {
  /** Variance of the grand mean under the design, in squared units of the score. */
  readonly variance: number;
  readonly cost: number;
}

/**
 * Variance of the grand mean of a nested design: A/n + B/(nK) + C/(nKR).
 *
 * @param variances A, B and C, each >= 0
 * @throws InvalidStatisticsInputError when a variance is negative or a size is not above 0
 * @source Cochran 1977 (Sampling Techniques, 3rd ed.) chapter 10, infinite populations
 */
export function nestedVarianceOfMean(variances: PerStage, design: ThreeStageDesign): number {
  requireVariances(variances);
  const { questions: n, answersPerQuestion: k, callsPerAnswer: r } = design;
  requirePositive('questions', n);
  requirePositive('answersPerQuestion', k);
  requirePositive('callsPerAnswer', r);
  return variances.question / n + variances.answer / (n * k) + variances.call / (n * k * r);
}

/**
 * The split of a budget over questions, answers and judge calls that gives the grand mean its
 * smallest variance with at least one answer a question and one call an answer. Sizes are not rounded.
 *
 * Where the formula asks for fewer than one, that size is 1 and the others are solved again; exactly
 * so, because with a = n, b = nK and c = nKR the problem is convex and the limits read a <= b <= c.
 * If a question and an answer cost nothing beyond the call, the best is K = R = 1 and more questions.
 *
 * @throws InvalidStatisticsInputError when a variance, a cost, the budget or the pool is out of range
 * @source Cochran 1977 chapter 10; limits by pooling adjacent stages, Barlow et al. 1972
 *   (Statistical Inference under Order Restrictions)
 */
export function threeStageBudget(input: ThreeStageInput): ThreeStagePlan {
  requireBudget(input);
  const { budget, questionPool = Infinity } = input;
  const [question, answer, call] = stagesOf(input);
  const [free = 0, ...below] = isotonicAllocation([question, answer, call], budget);
  const n = Math.min(Math.max(free, 1), questionPool);
  const totals =
    n === free ? below : isotonicAllocation([answer, call], budget - n * question.cost, n);
  return planOf(input, n, totals as [number, number]);
}

/**
 * The optimum that ignores that answers a question and calls an answer are at least 1: with
 * S = sqrt(A c1) + sqrt(B c2) + sqrt(C c3) it is n = budget sqrt(A / c1) / S, K = sqrt(B c1 / (A c2)),
 * R = sqrt(C c2 / (B c3)), and its variance S^2 / budget bounds what any design can reach.
 *
 * @returns undefined where a size is 0 / 0 or without limit: a variance or a cost is 0
 * @throws InvalidStatisticsInputError as threeStageBudget
 * @source Cochran 1977 chapter 10
 */
export function unlimitedThreeStageBudget(input: ThreeStageInput): ThreeStagePlan | undefined {
  requireBudget(input);
  const stages = stagesOf(input);
  if (stages.some(({ variance, cost }) => variance === 0 || cost === 0)) return undefined;
  const total = sumOf(stages.map(({ variance, cost }) => Math.sqrt(variance * cost)));
  const [n, answers, calls] = stages.map(
    ({ variance, cost }) => (input.budget * Math.sqrt(variance / cost)) / total,
  ) as [number, number, number];
  return planOf(input, n, [answers, calls]);
}

function planOf(
  { variances, costs }: ThreeStageInput,
  questions: number,
  [answers, calls]: readonly [number, number],
): ThreeStagePlan {
  const design = {
    questions,
    answersPerQuestion: answers / questions,
    callsPerAnswer: calls / answers,
  };
  const cost = questions * costs.question + answers * costs.answer + calls * costs.call;
  return { ...design, variance: nestedVarianceOfMean(variances, design), cost };
}

function stagesOf({ variances, costs }: ThreeStageInput): [Stage, Stage, Stage] {
  return [
    { variance: variances.question, cost: costs.question },
    { variance: variances.answer, cost: costs.answer },
    { variance: variances.call, cost: costs.call },
  ];
}

function requireVariances({ question, answer, call }: PerStage): void {
  requireNotNegative('variance of questions', question);
  requireNotNegative('variance of answers', answer);
  requireNotNegative('variance of calls', call);
}

function requireBudget({
  variances,
  costs,
  budget,
  questionPool = Infinity,
}: ThreeStageInput): void {
  requireVariances(variances);
  requireThat(
    variances.question + variances.answer + variances.call > 0,
    'all variances are 0; give one above 0, else every design is as good',
  );
  requireNotNegative('cost of a question', costs.question);
  requireNotNegative('cost of an answer', costs.answer);
  requirePositive('cost of a call', costs.call);
  const least = costs.question + costs.answer + costs.call;
  requireThat(
    budget >= least && Number.isFinite(budget),
    `budget is ${budget}; give at least ${least}, which one question with one call costs`,
  );
  requireThat(questionPool >= 1, `questionPool is ${questionPool}; give at least 1`);
}
