import {
  crossedSeeds,
  oneWayComponents,
  reliabilityOfMean,
  repeatsForReliability,
  resamplingVarianceRatio,
  seedsAsUnit,
  type ThreeStagePlan,
  threeStageBudget,
  unlimitedThreeStageBudget,
} from '@equipoise/statistics';
import { named, pairOf, testAnswers } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

/** Reliabilities that a vector may ask the repeats for, as in `k_for_0.9`. */
const TARGETS = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99];

export const varianceChecks: VectorCheck[] = [
  { prefix: 'varcomp.oneway', compute: oneWay },
  { prefix: 'varcomp.spearman_brown', compute: spearmanBrown },
  { prefix: 'varcomp.budget_three_stage', compute: budget },
  { prefix: 'variance.resampling', compute: resampling },
  { prefix: 'did.seeds', compute: seeds },
  { prefix: 'did.crossed_questions_by_seeds', compute: crossed },
];

function oneWay(inputs: VectorInputs): unknown {
  const scores = inputs.matrix('scores_question_by_repeat', 'scores', 'ratings', ...inputs.names);
  const parts = oneWayComponents(scores);
  return {
    ...named(parts.mean, 'mean', 'grand_mean'),
    MSB: parts.meanSquareBetween,
    MSW: parts.meanSquareWithin,
    F: parts.f,
    ...named(parts.pValue, 'p', 'p_value'),
    ...named(parts.betweenQuestions, 'var_question', 'var_q'),
    ...named(parts.withinQuestions, 'var_repeat', 'var_rep', 'var_r'),
    ...named(parts.icc, 'ICC_1_1', 'ICC11', 'ICC1', 'icc1', 'icc'),
    ...named(parts.iccOfMean, 'ICC_1_k', 'ICC1k', 'icck'),
    var_of_grand_mean: parts.standardError === undefined ? undefined : parts.standardError ** 2,
    ...named(parts.standardError, 'se_grand_mean', 'se_from_question_means', 'se'),
  };
}

function spearmanBrown(inputs: VectorInputs): unknown {
  const icc = inputs.number('icc1', 'icc', 'ICC', 'ICC1', 'ICC_1_1', 'reliability', 'rho');
  const repeats = inputs.numberOrNumbers('k', 'K', 'repeats');
  const targets = inputs.has('target', 'targets', 'reliability_target')
    ? inputs.numberOrNumbers('target', 'targets', 'reliability_target')
    : [];
  const reliabilities = repeats.map((k) => reliabilityOfMean(icc, k));
  const needed = [...TARGETS, ...targets].map((target) => [
    `k_for_${target}`,
    repeatsForReliability(icc, target),
  ]);
  return {
    ...named(reliabilities, 'icck', 'ICCk', 'reliability', 'rel_k'),
    ...(Object.fromEntries(needed) as Record<string, unknown>),
  };
}

function budget(inputs: VectorInputs): unknown {
  const input = {
    variances: {
      question: inputs.number('A', 'var_A', 'var_question', 'var_q'),
      answer: inputs.number('B', 'var_B', 'var_generation', 'var_answer', 'var_g'),
      call: inputs.number('C', 'var_C', 'var_judge', 'var_call', 'var_j'),
    },
    costs: {
      question: inputs.number('c1', 'cost_question', 'cost1', 'c_q'),
      answer: inputs.number('c2', 'cost_generation', 'cost_answer', 'cost2', 'c_g'),
      call: inputs.number('c3', 'cost_judge', 'cost_judge_call', 'cost_call', 'cost3', 'c_j'),
    },
    budget: inputs.number('budget', 'Bud', 'Budget', 'total', 'cost', 'B_total'),
  };
  const within = threeStageBudget(input);
  const free = unlimitedThreeStageBudget(input) ?? within;
  const clipped = designAnswers(within);
  const suffixed = Object.entries(clipped).map(([name, value]) => [`${name}_clipped`, value]);
  return {
    ...designAnswers(free),
    ...(Object.fromEntries(suffixed) as Record<string, unknown>),
    ...named(clipped, 'clipped', 'integer_feasible', 'constrained'),
    ...named(designAnswers(free), 'unclipped', 'optimum', 'unconstrained'),
  };
}

function designAnswers(plan: ThreeStagePlan): Record<string, unknown> {
  return {
    ...named(plan.questions, 'n', 'n_opt', 'n_star'),
    ...named(plan.answersPerQuestion, 'K', 'K_opt', 'K_star'),
    ...named(plan.callsPerAnswer, 'R', 'R_opt', 'R_star'),
    ...named(plan.variance, 'var', 'Var', 'variance', 'var_min', 'Var_min'),
    ...named(Math.sqrt(plan.variance), 'se', 'SE', 'se_min'),
    cost: plan.cost,
  };
}

function resampling(inputs: VectorInputs): unknown {
  const variance = {
    betweenQuestions: inputs.number('var_x', 'Var_x', 'var_question', 'var_q'),
    withinQuestions: inputs.number('mean_sigma2', 'E_sigma2', 'sigma2', 'var_repeat'),
  };
  const repeats = inputs.numberOrNumbers('K', 'k', 'repeats');
  const ratios = repeats.map((k) => resamplingVarianceRatio(variance, k));
  return {
    ...named(ratios, 'ratio', 'ratios', 'variance_ratio'),
    limit: resamplingVarianceRatio(variance, Infinity),
  };
}

function seeds(inputs: VectorInputs): unknown {
  const effects = inputs.numbers('effect_per_seed', 'effects', 'seed_effects', ...inputs.names);
  const test = seedsAsUnit(effects, alphaOf(inputs));
  return { ...testAnswers(test), ...named(test.standardError, 'se_seed', 'se_seeds') };
}

function crossed(inputs: VectorInputs): unknown {
  const test = crossedSeeds(questionRows(inputs), alphaOf(inputs));
  return {
    ...testAnswers(test),
    ...named(test.meanSquareQuestions, 'MS_q', 'MSq', 'MS_question', 'MS_questions'),
    ...named(test.meanSquareSeeds, 'MS_s', 'MSs', 'MS_seed', 'MS_seeds'),
    ...named(test.meanSquareResidual, 'MS_e', 'MSe', 'MS_error', 'MS_residual'),
    ...named(test.betweenQuestions, 'var_q', 'var_question'),
    ...named(test.betweenSeeds, 'var_s', 'var_seed'),
    ...named(test.meanSquareResidual, 'var_e', 'var_residual'),
    ...named(test.standardError, 'se_crossed', 'se_mean', 'se_q_and_s', 'SE_crossed'),
    ...named(test.degreesOfFreedom, 'df_satterthwaite', 'satterthwaite_df', 'df_crossed'),
    ...named(
      test.standardErrorIgnoringSeeds,
      'se_ignoring_seeds',
      'se_ignoring_seed',
      'se_ignore_seeds',
      'se_questions_only',
      'se_naive',
    ),
    ...named(pairOf(test.interval), 'ci95_satterthwaite', 'ci95_crossed'),
  };
}

/** One row a question, whichever way the vector has them. */
function questionRows(inputs: VectorInputs): number[][] {
  const bySeed = inputs.names.find((name) => /seed_by_question/.test(name));
  if (bySeed === undefined) {
    const names = inputs.names.filter((name) =>
      /question|score|diff|effect|^d|matrix|x/i.test(name),
    );
    return inputs.matrix('d_question_by_seed', 'effect_question_by_seed', ...names);
  }
  const table = inputs.matrix(bySeed);
  return (table[0] ?? []).map((_, question) => table.map((row) => row[question] as number));
}
