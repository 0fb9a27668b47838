import {
  bootstrapMean,
  clusterSignFlip,
  independentMean,
  wilcoxonSignedRank,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf, clustersOf, pairsOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const rankAndResamplingChecks: VectorCheck[] = [
  { prefix: 'wilcoxon', compute: wilcoxon },
  { prefix: 'perm', compute: signFlip },
  { prefix: 'bootstrap', compute: bootstrap },
];

/** Draws, where there are too many resamples to take them all. */
const SEED = 'verify';

function wilcoxon(inputs: VectorInputs): unknown {
  const { differences } = pairsOf(inputs);
  const dropped = wilcoxonSignedRank(differences, 'drop');
  const pratt = wilcoxonSignedRank(differences, 'pratt');
  const zeros = differences.filter((difference) => difference === 0).length;
  return {
    ...named(dropped.positiveRankSum, 'W_plus', 'W+', 'w_pos'),
    ...named(dropped.negativeRankSum, 'W_minus', 'W-', 'w_neg'),
    ...named(
      Math.min(dropped.positiveRankSum, dropped.negativeRankSum),
      ...['statistic_min', 'statistic', 'W'],
    ),
    ...named(
      dropped.pValue,
      ...['p', 'p_exact', 'p_conditional', 'p_exact_conditional', 'p_conditional_exact'],
      ...['p_exact_drop', 'p_drop', 'p_exact_drop_zeros', 'p_exact_wilcox', 'p_wilcox', 'p_auto'],
      ...['p_drop_zeros', 'p_exact_conditional_drop', 'p_exact_conditional_drop_zeros'],
      ...['p_conditional_exact_drop_zeros', 'p_exact_conditional_wilcox'],
    ),
    p_normal: dropped.normalP,
    p_normal_cc: dropped.correctedNormalP,
    rank_biserial: dropped.rankBiserial,
    ...named(pratt.positiveRankSum, 'W_plus_pratt', 'pratt_W_plus'),
    ...named(pratt.negativeRankSum, 'W_minus_pratt', 'pratt_W_minus'),
    ...named(
      pratt.pValue,
      ...['p_pratt', 'p_exact_pratt', 'p_conditional_pratt', 'p_exact_conditional_pratt'],
      ...['p_conditional_exact_pratt', 'p_pratt_exact'],
    ),
    ...named(pratt.normalP, 'p_normal_pratt', 'p_pratt_normal'),
    ...named(pratt.correctedNormalP, 'p_normal_cc_pratt', 'p_pratt_normal_cc'),
    rank_biserial_pratt: pratt.rankBiserial,
    ...named(zeros, 'n_zero', 'n_zeros', 'zeros'),
    ...named(differences.length - zeros, 'n', 'n_nonzero', 'n_used'),
  };
}

function signFlip(inputs: VectorInputs): unknown {
  const { differences } = pairsOf(inputs);
  const clusters = clustersOf(inputs, differences.length);
  const test = clusterSignFlip({ differences, clusters, seed: SEED });
  return {
    ...named(meanOf(differences), 'mean', 'observed', 'diff', 'obs', 'mean_diff'),
    ...named(test.pValue, 'p_two_sided', 'p', 'p_value', 'p_exact'),
    ...named(test.patterns, 'n_perm', 'n_permutations', 'n_draws', 'n_patterns'),
    ...named(
      test.smallestPossibleP,
      'min_p',
      'p_min',
      'smallest_p',
      'p_floor',
      'floor',
      'min_possible_p',
    ),
    ...named(new Set(clusters).size, 'G', 'n_clusters'),
  };
}

function bootstrap(inputs: VectorInputs): unknown {
  const { differences: values } = pairsOf(inputs);
  const alpha = alphaOf(inputs);
  const found = bootstrapMean({
    values,
    clusters: clustersOf(inputs, values.length),
    alpha,
    seed: SEED,
    draws: inputs.numberOr(9999, 'draws', 'n_boot'),
  });
  const { bca } = found;
  const independent = independentMean(values, alpha).standardError;
  const shrink = Math.sqrt((values.length - 1) / values.length);
  return {
    ...named(found.mean, 'mean', 'estimate'),
    ...named(found.resamples, 'n_resamples', 'n_draws'),
    ...named(found.standardError, 'boot_se', 'se', 'se_boot'),
    boot_se_closed_form: independent === undefined ? undefined : independent * shrink,
    ...named(pairOf(found.percentile), 'percentile_ci_inverted_cdf', 'percentile_ci', 'percentile'),
    ...named(pairOf(bca), 'bca_ci_inverted_cdf', 'bca_ci', 'bca'),
    z0: bca?.bias,
    ...named(bca?.acceleration, 'acceleration', 'a'),
    bca_levels: bca?.levels,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
