import {
  clusterErrors,
  clusteredMean,
  designEffectOf,
  fixedQuestionsMean,
  independentMean,
  oneWayComponents,
  wildClusterBootstrap,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf, clustersOf, scoresOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const clusterChecks: VectorCheck[] = [
  { prefix: 'mean.clt', compute: plainMean },
  { prefix: 'mean.fixed_questions', compute: fixedQuestions },
  { prefix: 'cluster.se_mean', compute: errorsOfMean },
  { prefix: 'cluster.icc_deff', compute: designEffect },
  { prefix: 'cluster.wild_bootstrap', compute: wildBootstrap },
];

function plainMean(inputs: VectorInputs): unknown {
  const found = independentMean(scoresOf(inputs), alphaOf(inputs));
  const { mean, n, standardDeviation, standardError, interval, normalInterval } = found;
  return {
    ...named(mean, 'mean', 'estimate'),
    n,
    df: n - 1,
    ...named(standardDeviation, 'sd', 'std', 's'),
    ...named(standardError, 'se', 'se_clt', 'standard_error', 'sem'),
    ...named(
      pairOf(normalInterval),
      ...[
        'ci',
        'ci95',
        'ci_z',
        'ci95_z',
        'ci_normal',
        'ci95_normal',
        'ci_clt',
        'ci95_clt',
        'ci_eq3',
      ],
    ),
    ...named(pairOf(interval), 'ci_t', 'ci95_t', 'ci_t_nminus1', 'ci95_t_nminus1'),
  };
}

function fixedQuestions(inputs: VectorInputs): unknown {
  const scores = inputs.matrix('scores_question_by_repeat', 'scores', ...inputs.names);
  const { mean, fixedQuestionsError, superPopulationError } = fixedQuestionsMean(scores);
  return {
    mean,
    ...named(fixedQuestionsError, 'se_fixed_questions', 'se_fixed', 'se_conditional'),
    ...named(superPopulationError, 'se_super_population', 'se_superpopulation', 'se_super'),
  };
}

function errorsOfMean(inputs: VectorInputs): unknown {
  const scores = scoresOf(inputs);
  const clusters = clustersOf(inputs, scores.length);
  const robust = clusteredMean({ scores, clusters, alpha: alphaOf(inputs) });
  return { mean: robust.mean, ...errorAnswers(scores, clusters, robust) };
}

/** The error bars of a mean of scores or of paired differences, under the names of vectors. */
export function errorAnswers(
  values: readonly number[],
  clusters: ReturnType<typeof clustersOf>,
  robust: ReturnType<typeof clusteredMean>,
): Record<string, unknown> {
  const errors = clusterErrors(values, clusters);
  return {
    n: robust.n,
    ...named(robust.clusterCount, 'G', 'n_clusters'),
    df: robust.degreesOfFreedom,
    ...named(errors.independent, 'se_clt', 'se_naive', 'se_independent', 'se_unclustered'),
    ...named(errors.miller, ...['eq4', 'eq8'].flatMap((eq) => [`se_miller_${eq}`, `se_${eq}`])),
    ...named(
      errors.miller,
      ...['se_clustered', 'se_cluster', 'se_paired_clustered', 'se_miller', 'se_clustered_eq8'],
    ),
    se_CR0: errors.cr0,
    se_CR1: errors.cr1,
    ...named(errors.cr3, 'se_CR3_jackknife_about_full', 'se_CR3', 'se_jackknife_about_full'),
    ...named(errors.jackknife, 'se_jackknife_about_loo_mean', 'se_jackknife'),
    ...named(
      pairOf(robust.interval),
      ...['ci95_CR1_t_Gminus1', 'ci_CR1_t_Gminus1', 'ci95_CR1_t', 'ci95_CR1', 'ci95', 'ci_t', 'ci'],
    ),
  };
}

function designEffect(inputs: VectorInputs): unknown {
  const scores = scoresOf(inputs);
  const clusters = clustersOf(inputs, scores.length);
  const found = designEffectOf(scores, clusters);
  const groups = [...Map.groupBy(scores.keys(), (i) => clusters[i]).values()].map((members) =>
    members.map((i) => scores[i] as number),
  );
  const parts = oneWayComponents(groups);
  const squaredSizes = groups.reduce((sum, group) => sum + group.length ** 2, 0);
  return {
    n: scores.length,
    G: groups.length,
    MSB: parts.meanSquareBetween,
    MSW: parts.meanSquareWithin,
    ...named(parts.typicalRepeats, 'm0', 'n0', 'k0', 'm_0', 'n_0', 'm_anova'),
    ...named(found.icc, 'icc', 'icc1', 'icc_1_1', 'icc_anova', 'rho'),
    ...named(
      squaredSizes / scores.length,
      ...['mbar', 'm_bar', 'mbar_weighted', 'm_weighted', 'm_eff', 'mean_cluster_size_weighted'],
    ),
    ...named(scores.length / groups.length, 'm_mean', 'mean_cluster_size', 'mbar_plain'),
    ...named(found.designEffect, 'deff', 'design_effect', 'deff_kish'),
    ...named(found.effectiveN, 'n_eff', 'neff', 'effective_n', 'n_effective'),
  };
}

function wildBootstrap(inputs: VectorInputs): unknown {
  const values = scoresOf(inputs);
  const test = wildClusterBootstrap({
    values,
    clusters: clustersOf(inputs, values.length),
    nullMean: inputs.numberOr(0, 'mu0', 'null_mean', 'h0', 'mu'),
    alpha: alphaOf(inputs),
    seed: inputs.textOr('verify', 'seed'),
  });
  return {
    ...named(test.t, 't_obs', 't', 't_observed'),
    ...named(test.pValue, 'p_two_sided', 'p', 'p_value'),
    ...named(test.patterns, 'n_draws', 'n_perm', 'n_resamples'),
    ...named(pairOf(test.interval), 'ci95', 'ci'),
  };
}
