import {
  differenceVariance,
  normalDetectableEffect,
  type NormalPlan,
  normalRequiredQuestions,
  pairedPower,
  requiredBinaryPairs,
  requiredForNonInferiority,
  requiredPairs,
} from '@equipoise/statistics';
import { named } from './answers.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const powerChecks: VectorCheck[] = [
  { prefix: 'power.miller_mde', compute: detectable },
  { prefix: 'power.miller_n', compute: millerQuestions },
  { prefix: 'power.miller_n969', compute: millerQuestions },
  { prefix: 'power.paired_t', compute: pairedT },
  { prefix: 'power.mcnemar_conditional', compute: binaryPairs },
  { prefix: 'noninferiority.n', compute: nonInferiorityQuestions },
];

/** Numbers of questions that vectors ask about without giving them as an input. */
const ASKED = [50, 100, 198, 200];

function planOf(inputs: VectorInputs, ...alphas: string[]): Required<NormalPlan> {
  return {
    alpha: inputs.numberOr(0.05, ...alphas, 'alpha'),
    power: inputs.has('beta') ? 1 - inputs.number('beta') : inputs.numberOr(0.8, 'power'),
    designEffect: inputs.numberOr(1, 'deff', 'design_effect'),
  };
}

/** Variance of one question's difference at each number of repeats. */
function variancesOf(inputs: VectorInputs): number[] {
  const base = inputs.has('K_A', 'KA') ? [inputs.number('K_A', 'KA')] : repeatsOf(inputs);
  return base.map((repeats) =>
    differenceVariance({
      betweenQuestions: inputs.number('omega2', 'w2', 'omega_sq'),
      withinBase: inputs.numberOr(0, 'sigma2_A', 'sA2', 'sigma2A'),
      withinTuned: inputs.numberOr(0, 'sigma2_B', 'sB2', 'sigma2B'),
      repeats,
      tunedRepeats: inputs.numberOr(repeats, 'K_B', 'KB'),
    }),
  );
}

function repeatsOf(inputs: VectorInputs): number[] {
  return inputs.has('K', 'k', 'repeats') ? inputs.numberOrNumbers('K', 'k', 'repeats') : [1];
}

/** A list where the vector gives a list of repeats, else the one answer. */
function likeRepeats(inputs: VectorInputs, answers: number[]): number | number[] | undefined {
  const isListed = inputs.has('K', 'k', 'repeats') && !inputs.isNumber('K', 'k', 'repeats');
  return isListed ? answers : answers[0];
}

function detectable(inputs: VectorInputs): unknown {
  const plan = planOf(inputs);
  const variances = variancesOf(inputs);
  const detectableWith = (n: number): unknown =>
    likeRepeats(
      inputs,
      variances.map((variance) => normalDetectableEffect(variance, n, plan)),
    );
  const asked = ASKED.map((n) => [`mde_if_n_${n}`, detectableWith(n)]);
  return {
    ...named(detectableWith(inputs.number('n')), 'mde', 'MDE', 'delta'),
    ...(Object.fromEntries(asked) as Record<string, unknown>),
  };
}

function millerQuestions(inputs: VectorInputs): unknown {
  const effect = inputs.number('delta', 'd', 'effect', 'diff', 'mde');
  const plan = planOf(inputs);
  const needed = variancesOf(inputs).map((variance) =>
    normalRequiredQuestions(variance, effect, plan),
  );
  return questionAnswers(likeRepeats(inputs, needed), likeRepeats(inputs, needed.map(Math.ceil)));
}

function pairedT(inputs: VectorInputs): unknown {
  const dz = inputs.number('dz', 'd', 'effect_size', 'effect', 'cohen_dz');
  const { alpha, power } = planOf(inputs);
  const given = inputs.has('n', 'n_questions') ? inputs.numberOrNumbers('n', 'n_questions') : [50];
  const powerWith = (n: number): number => pairedPower({ effect: dz, sd: 1, n, alpha });
  const powers = given.map(powerWith);
  const asked = [...ASKED, ...given].flatMap((n) =>
    ['power_at_', 'power_at_n', 'power_at_n_', 'power_n', 'power_n_', 'power_if_n_'].map((name) => [
      `${name}${n}`,
      powerWith(n),
    ]),
  );
  const needed = requiredPairs({ dz, alpha, power });
  return {
    ...questionAnswers(needed, Math.ceil(needed)),
    ...named(given.length === 1 ? powers[0] : powers, 'power', 'power_at_n'),
    ...(Object.fromEntries(asked) as Record<string, unknown>),
  };
}

function binaryPairs(inputs: VectorInputs): unknown {
  const effect = {
    discordant: inputs.number('pi_discordant', 'pd', 'p_discordant', 'discordant'),
    difference: inputs.number('delta', 'd', 'diff', 'difference'),
  };
  const needed = requiredBinaryPairs(effect, planOf(inputs));
  return questionAnswers(needed, Math.ceil(needed));
}

function nonInferiorityQuestions(inputs: VectorInputs): unknown {
  const aim = {
    sd: inputs.number('sd_diff', 'sd', 'sigma_d'),
    margin: inputs.number('margin', 'm'),
    trueDifference: inputs.numberOr(0, 'true_diff', 'true_difference'),
  };
  const needed = requiredForNonInferiority(aim, planOf(inputs, 'alpha_one_sided', 'alpha1'));
  return questionAnswers(needed, Math.ceil(needed));
}

function questionAnswers(exact: unknown, whole: unknown): Record<string, unknown> {
  return {
    ...named(exact, 'n', 'n_exact', 'n_unrounded', 'n_required', 'n_raw'),
    ...named(whole, 'n_ceil', 'n_rounded_up', 'n_rounded', 'n_int', 'n_up'),
  };
}
