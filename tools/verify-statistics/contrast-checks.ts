import {
  clusteredMean,
  cuped,
  hedgesFactor,
  nonInferiority,
  pairedClusterContrast,
  publishedContrast,
  tost,
  unpairedContrast,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { errorAnswers } from './cluster-checks.js';
import { alphaOf, clustersOf, pairsOf, type PairsOrDifferences } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const contrastChecks: VectorCheck[] = [
  { prefix: 'compare.paired', compute: paired },
  { prefix: 'compare.paired_clustered', compute: pairedClustered },
  { prefix: 'compare.miller_table5', compute: published },
  { prefix: 'cuped', compute: adjusted },
  { prefix: 'tost.paired', compute: equivalence },
  { prefix: 'noninferiority.paired', compute: equivalence },
];

function paired(inputs: VectorInputs): unknown {
  const pairs = pairsOf(inputs);
  const clusters = pairs.differences.map((_, i) => i);
  return { ...contrastAnswers(inputs, pairs, clusters), ...unpairedAnswers(inputs, pairs) };
}

function pairedClustered(inputs: VectorInputs): unknown {
  const pairs = pairsOf(inputs);
  const clusters = clustersOf(inputs, pairs.differences.length);
  const alpha = alphaOf(inputs);
  const robust = clusteredMean({ scores: pairs.differences, clusters, alpha });
  const answers = contrastAnswers(inputs, pairs, clusters);
  const { independent, ...errors } = {
    independent: clusteredMean({
      scores: pairs.differences,
      clusters: pairs.differences.map((_, i) => i),
      alpha,
    }).standardError,
    ...errorAnswers(pairs.differences, clusters, robust),
  };
  return {
    ...answers,
    ...errors,
    ...named(independent, 'se_paired', 'se_paired_unclustered', 'se_paired_naive'),
    ...named(answers['t_paired'], 't_CR1'),
    ...named(answers['p_paired_t'], 'p_CR1', 'p_CR1_t', 'p_CR1_t_Gminus1'),
  };
}

function contrastAnswers(
  inputs: VectorInputs,
  { first, second, differences }: PairsOrDifferences,
  clusters: ReturnType<typeof clustersOf>,
): Record<string, unknown> {
  const contrast = pairedClusterContrast({
    base: second ?? differences.map(() => 0),
    tuned: first ?? differences,
    clusters,
    alpha: alphaOf(inputs),
  });
  return {
    ...named(contrast.estimate, 'diff', 'mean_diff', 'difference', 'estimate', 'mean'),
    n: contrast.n,
    ...named(contrast.correlation, 'corr', 'r', 'correlation'),
    ...named(contrast.standardError, 'se_paired', 'se', 'se_diff'),
    ...named(contrast.t, 't_paired', 'z_paired', 't', 'z'),
    ...named(contrast.degreesOfFreedom, 'df', 'dof'),
    ...named(contrast.pValue, 'p_paired_t', 'p', 'p_value', 'p_t', 'p_paired'),
    ...named(pairOf(contrast.interval), 'ci_t', 'ci95_t', 'ci95', 'ci'),
    ...named(pairOf(contrast.tostInterval), 'ci90', 'ci90_t', 'ci_90'),
    ...named(contrast.dz, 'cohen_dz', 'dz', 'cohens_dz'),
    ...named(hedgesFactor(contrast.n - 1), 'hedges_J_exact', 'hedges_J', 'J'),
    ...named(contrast.hedgesG, 'hedges_gz', 'hedges_g', 'gz', 'hedges_dz'),
  };
}

function unpairedAnswers(
  inputs: VectorInputs,
  { first, second }: PairsOrDifferences,
): Record<string, unknown> {
  if (first === undefined || second === undefined) return {};
  const contrast = unpairedContrast(first, second, alphaOf(inputs));
  return {
    ...named(contrast.standardError, 'se_unpaired', 'se_welch'),
    t_welch: contrast.t,
    df_welch: contrast.degreesOfFreedom,
    ...named(contrast.pValue, 'p_welch', 'p_unpaired'),
    ...named(pairOf(contrast.interval), 'ci_welch', 'ci_unpaired'),
  };
}

function published(inputs: VectorInputs): unknown {
  const { standardError, interval } = publishedContrast({
    difference: inputs.number('diff', 'difference'),
    firstError: inputs.number('se_A', 'seA', 'se_a'),
    secondError: inputs.number('se_B', 'seB', 'se_b'),
    correlation: inputs.numberOr(0, 'corr', 'r', 'correlation'),
    alpha: alphaOf(inputs),
  });
  return {
    ...named(standardError, 'se_paired', 'se', 'se_diff'),
    ...named(pairOf(interval), 'ci95', 'ci'),
  };
}

function adjusted(inputs: VectorInputs): unknown {
  const scores = inputs.numbers('y', 'scores', 'post', 'tuned', 'A');
  const covariate = inputs.numbers('x', 'covariate', 'pre', 'base', 'B');
  const found = cuped({ scores, covariate });
  return {
    theta: found.theta,
    ...named(found.explained, 'rho2', 'r2'),
    ...named(found.varianceRatio, 'var_ratio', 'variance_ratio'),
    ...named(found.adjustedMean, 'mean_adjusted', 'adjusted_mean'),
    ...named(found.standardError, 'se_adjusted', 'se'),
  };
}

function equivalence(inputs: VectorInputs): unknown {
  const pairs = pairsOf(inputs);
  const clusters = clustersOf(inputs, pairs.differences.length);
  const alpha = alphaOf(inputs);
  const margin = Math.abs(inputs.number('margin', 'm', 'delta', 'upp', 'upper', 'eps', 'bound'));
  const contrast = pairedClusterContrast({
    base: pairs.second ?? pairs.differences.map(() => 0),
    tuned: pairs.first ?? pairs.differences,
    clusters,
    alpha,
  });
  const { lowerT, upperT, lowerP, upperP, pValue } = tost(contrast, margin);
  const other = nonInferiority(contrast, margin, alpha);
  const isEquivalent = pValue !== undefined && pValue <= alpha;
  return {
    ...contrastAnswers(inputs, pairs, clusters),
    ...named(lowerT, 't_L', 't_lower', 't1', 't_low'),
    ...named(upperT, 't_U', 't_upper', 't2', 't_upp'),
    ...named(lowerP, 'p_L', 'p_lower', 'p1', 'p_low'),
    ...named(upperP, 'p_U', 'p_upper', 'p2', 'p_upp'),
    ...named(pValue, 'p', 'p_tost', 'p_value', 'p_equivalence', 'p_max'),
    ...named(isEquivalent, 'equivalent', 'is_equivalent', 'equivalence'),
    ...named(other.pValue, 'p_noninferiority', 'p_noninferior', 'p_ni'),
    ...named(other.lowerBound, 'lower_bound', 'lower_one_sided', 'lower95_one_sided'),
    ...named(other.isNonInferior, 'noninferior', 'non_inferior', 'is_noninferior'),
  };
}
