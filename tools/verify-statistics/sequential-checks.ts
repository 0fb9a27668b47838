import {
  anytimePValue,
  asymptoticRadius,
  normalMixtureBoundary,
  normalMixturePrior,
  normalQuantile,
  obrienFlemingSpending,
  pocockSpending,
  sequentialProbabilityRatioTest,
  signEvidence,
} from '@equipoise/statistics';
import { named } from './answers.js';
import { hedgedBetting, lowerBounds } from './betting-checks.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

const LEVEL = ['alpha', 'level'];

/** Looking early. */
export const sequentialChecks: VectorCheck[] = [
  { prefix: 'cs.hedged_betting', compute: hedgedBetting },
  { prefix: 'cs.betting', compute: hedgedBetting },
  { prefix: 'cs.predmix', compute: lowerBounds },
  { prefix: 'cs.normal_mixture', compute: normalMixture },
  { prefix: 'cs.asymptotic', compute: asymptotic },
  { prefix: 'evalue.sign_test', compute: signTest },
  { prefix: 'evalue.sign', compute: signTest },
  { prefix: 'evalue.anytime_p', compute: anytimeP },
  { prefix: 'sprt', compute: sprt },
  { prefix: 'alpha_spending', compute: spending },
];

function normalMixture(inputs: VectorInputs): unknown {
  const design = {
    alpha: inputs.numberOr(0.05, ...LEVEL),
    optimalVariance: inputs.number('v_opt', 'v_star', 'optimal_v', 't_opt'),
  };
  const bound = inputs
    .numberOrNumbers('v', 'variance', 't')
    .map((variance) => normalMixtureBoundary(variance, design));
  const prior = normalMixturePrior(design);
  return { ...named(prior, 'rho', 'r'), ...named(bound, 'bound', 'boundary') };
}

function asymptotic(inputs: VectorInputs): unknown {
  const alpha = inputs.numberOr(0.05, ...LEVEL);
  const times = inputs.numberOrNumbers('t', 'n');
  const standardDeviation = inputs.numberOr(1, 'sd', 'sigma', 'std');
  const optimalAt = inputs.numberOr(
    times.at(-1) as number,
    't_opt',
    't_star',
    'optimal_t',
    'v_opt',
  );
  const sequence = times.map((t) => asymptoticRadius({ t, standardDeviation, alpha, optimalAt }));
  const fixed = times.map((t) => (-normalQuantile(alpha / 2) * standardDeviation) / Math.sqrt(t));
  const shown = (list: readonly number[]): unknown => (times.length === 1 ? list[0] : list);
  const half = ['half_width', 'radius', 'margin', 'bound', 'asymptotic', 'asymptotic_cs', 'cs'];
  const usual = ['fixed', 'fixed_n', 'fixed_half_width', 'clt', 'fixed_ci', 'z_half_width'];
  return {
    ...named(shown(sequence), ...half, 'halfwidth', 'width', 'cs_half_width', 'acs'),
    ...named(shown(fixed), ...usual),
    ratio: shown(sequence.map((radius, i) => radius / (fixed[i] as number))),
  };
}

function signTest(inputs: VectorInputs): unknown {
  if (inputs.has('cases', 'pairs', 'wl')) {
    const rows = inputs
      .matrix('cases', 'pairs', 'wl')
      .map(([wins, losses]) => signsOf(wins, losses));
    return listed(rows);
  }
  const wins = inputs.numberOrNumbers('wins', 'w', 'positive', 'plus');
  const losses = inputs.numberOrNumbers('losses', 'l', 'negative', 'minus');
  const rows = wins.map((count, i) => signsOf(count, losses[i]));
  return rows.length === 1 ? rows[0] : listed(rows);
}

function signsOf(wins = 0, losses = 0): Record<string, unknown> {
  const { logEqual, logWins, logLosses } = signEvidence({ wins, losses });
  const two = ['e_two_sided', 'E_two_sided', 'two_sided'];
  const one = ['e_one_sided', 'E_one_sided', 'one_sided', 'e_greater'];
  return {
    ...named(Math.exp(logEqual), 'e', 'E', 'evalue', 'e_value', ...two),
    ...named(Math.exp(logWins), ...one),
    e_less: Math.exp(logLosses),
    ...named(logEqual, 'log_e', 'log_e_two_sided'),
    log_e_one_sided: logWins,
    ...named(anytimePValue(logEqual), 'anytime_p', 'p_anytime'),
  };
}

/** The rows' numbers as one list for each key. */
function listed(rows: readonly Record<string, unknown>[]): Record<string, unknown[]> {
  const keys = Object.keys(rows[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])]));
}

function anytimeP(inputs: VectorInputs): unknown {
  const values = inputs.numberOrNumbers('e', 'evalues', 'e_values', 'M', 'martingale', 'path');
  let largest = -Infinity;
  const path = values.map((value) => {
    largest = Math.max(largest, Math.log(value));
    return anytimePValue(largest);
  });
  return { ...named(path.at(-1), 'p', 'anytime_p'), path };
}

function sprt(inputs: VectorInputs): unknown {
  const test = sequentialProbabilityRatioTest({
    alpha: inputs.number(...LEVEL),
    beta: inputs.number('beta'),
    p0: inputs.number('p0'),
    p1: inputs.number('p1'),
    wins: inputs.number('wins', 'w', 'successes'),
    losses: inputs.number('losses', 'l', 'failures'),
  });
  return {
    ...named(test.logUpper, 'upper_log', 'upper', 'log_upper'),
    ...named(test.logLower, 'lower_log', 'lower', 'log_lower'),
    ...named(test.logLikelihoodRatio, 'llr', 'log_likelihood_ratio'),
    decision: test.decision,
  };
}

function spending(inputs: VectorInputs): unknown {
  const alpha = inputs.numberOr(0.05, ...LEVEL);
  const fractions = inputs.numberOrNumbers('t', 'fraction', 'fractions', 'information');
  const obf = fractions.map((fraction) => obrienFlemingSpending(fraction, alpha));
  const pocock = fractions.map((fraction) => pocockSpending(fraction, alpha));
  return { ...named(obf, 'obf', 'obrien_fleming'), pocock };
}
