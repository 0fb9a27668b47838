import {
  agrestiCoullInterval,
  bernoulliStandardError,
  betaPosterior,
  clopperPearsonInterval,
  fisherExactP,
  jeffreysInterval,
  mcNemarTest,
  probabilityGreater,
  waldInterval,
  wilsonInterval,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const proportionChecks: VectorCheck[] = [
  { prefix: 'mean.bernoulli', compute: bernoulli },
  { prefix: 'prop.ci', compute: intervals },
  { prefix: 'prop.beta_binomial_posterior', compute: posterior },
  { prefix: 'prop.bayes_p_a_gt_b', compute: superiority },
  { prefix: 'mcnemar', compute: mcNemar },
  { prefix: 'fisher', compute: fisher },
];

const SUCCESSES = ['k', 'successes', 'x', 'count'];
const TRIALS = ['n', 'trials', 'nobs'];

function bernoulli(inputs: VectorInputs): unknown {
  const successes = inputs.number(...SUCCESSES);
  const trials = inputs.number(...TRIALS);
  const error = bernoulliStandardError({ successes, trials });
  return { ...named(successes / trials, 'p', 'mean'), ...named(error, 'se', 'SE') };
}

function intervals(inputs: VectorInputs): unknown {
  const input = {
    successes: inputs.number(...SUCCESSES),
    trials: inputs.number(...TRIALS),
    alpha: alphaOf(inputs),
  };
  return {
    ...named(input.successes / input.trials, 'p', 'p_hat'),
    wilson: pairOf(wilsonInterval(input)),
    ...named(pairOf(clopperPearsonInterval(input)), 'clopper_pearson', 'exact', 'beta'),
    jeffreys: pairOf(jeffreysInterval(input)),
    agresti_coull: pairOf(agrestiCoullInterval(input)),
    ...named(pairOf(waldInterval(input)), 'wald', 'normal'),
  };
}

function posterior(inputs: VectorInputs): unknown {
  const { a, b, mean, interval } = betaPosterior({
    successes: inputs.number(...SUCCESSES),
    trials: inputs.number(...TRIALS),
    prior: {
      a: inputs.numberOr(1, 'a0', 'alpha0', 'a'),
      b: inputs.numberOr(1, 'b0', 'beta0', 'b'),
    },
    alpha: alphaOf(inputs),
  });
  return { a, b, mean, ...named(pairOf(interval), 'ci', 'ci95', 'interval') };
}

function superiority(inputs: VectorInputs): unknown {
  const prior = { a: inputs.numberOr(1, 'a0', 'alpha0'), b: inputs.numberOr(1, 'b0', 'beta0') };
  const beliefOf = (system: string): { a: number; b: number } => {
    const successes = inputs.number(`k${system}`, `k_${system}`, `x${system}`);
    const trials = inputs.number(`n${system}`, `n_${system}`);
    return { a: prior.a + successes, b: prior.b + trials - successes };
  };
  const [first, second] = [beliefOf('A'), beliefOf('B')];
  return {
    ...named(probabilityGreater(first, second), 'p', 'p_a_gt_b', 'prob'),
    p_b_gt_a: probabilityGreater(second, first),
  };
}

function mcNemar(inputs: VectorInputs): unknown {
  const table = {
    bothRight: inputs.numberOr(0, 'both_right', 'a', 'n11'),
    onlyFirstRight: inputs.number('A_only', 'a_only', 'b', 'n10'),
    onlySecondRight: inputs.number('B_only', 'b_only', 'c', 'n01'),
    bothWrong: inputs.numberOr(0, 'both_wrong', 'd', 'n00'),
  };
  const test = mcNemarTest(table);
  return {
    ...named(test.exactP, 'p_exact', 'exact_p', 'p'),
    ...named(test.midP, 'p_mid', 'mid_p', 'p_midp'),
    chi2: test.chiSquare,
    p_chi2: test.chiSquareP,
    chi2_cc: test.correctedChiSquare,
    p_chi2_cc: test.correctedChiSquareP,
    ...named(test.difference, 'diff', 'difference'),
    ...named(test.standardError, 'se_diff_paired', 'se_diff', 'se'),
  };
}

function fisher(inputs: VectorInputs): unknown {
  const [first = [], second = []] = inputs.matrix('table', ...inputs.names);
  const groups = [first, second].map(([successes = 0, failures = 0]) => {
    return { successes, trials: successes + failures };
  });
  const [one, other] = groups as [(typeof groups)[number], (typeof groups)[number]];
  return named(fisherExactP(one, other), 'p', 'fisher_p', 'p_exact', 'p_two_sided');
}
