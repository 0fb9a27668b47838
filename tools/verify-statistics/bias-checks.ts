import {
  lastScoreIn,
  lengthControlledDifference,
  lengthControlledWinRate,
  paddingProbe,
  partialCorrelation,
  positionBias,
  sampleMeanScore,
  type ScoreScale,
  tokenProbabilityScore,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { type VectorCheck } from './vector-check.js';
import { UnusableVectorError, type VectorInputs } from './vector-inputs.js';

const LEVEL = ['alpha', 'level'];
const LENGTHS = [
  'dlen',
  'delta_len',
  'length_diff',
  'length_difference',
  'len_diff',
  'd_len',
  'dl',
];

/** Bias probes of a judge, and the estimators of its score. */
export const biasChecks: VectorCheck[] = [
  { prefix: 'bias.position', compute: position },
  { prefix: 'bias.verbosity_partial', compute: verbosity },
  { prefix: 'bias.verbosity', compute: verbosity },
  { prefix: 'bias.length_controlled', compute: lengthControlled },
  { prefix: 'bias.padding', compute: padding },
  { prefix: 'geval.weighted', compute: weightedScore },
];

function position(inputs: VectorInputs): unknown {
  const counts = {
    pairs: inputs.number('n_pairs', 'pairs', 'n'),
    conflicts: inputs.number('conflicts', 'n_conflicts'),
    firstWins: inputs.number('conflicts_first_position_wins', 'first_wins', 'first'),
  };
  const bias = positionBias(counts, inputs.numberOr(0.05, ...LEVEL));
  return {
    conflict_rate: bias.conflictRate,
    wilson: pairOf(bias.conflictInterval),
    first_share: bias.firstShare,
    p_exact: bias.pValue,
    net_position_bias: bias.netBias,
  };
}

function verbosity(inputs: VectorInputs): unknown {
  const found = partialCorrelation({
    x: inputs.numbers('judge', 'judge_score', 'x'),
    y: inputs.numbers('length', 'len', 'y'),
    control: inputs.numbers('human', 'human_score', 'z', 'control'),
    alpha: inputs.numberOr(0.05, ...LEVEL),
  });
  return {
    r_judge_length: found.xy,
    r_judge_human: found.xControl,
    r_length_human: found.yControl,
    partial: found.correlation,
    t: found.t,
    p: found.pValue,
    df: found.degreesOfFreedom,
  };
}

function lengthControlled(inputs: VectorInputs): unknown {
  const lengthDifferences = lengthsOf(inputs);
  const clusters = clustersOf(inputs, lengthDifferences.length);
  const alpha = inputs.numberOr(0.05, ...LEVEL);
  if (inputs.has(...SCORES)) {
    const differences = inputs.numbers(...SCORES);
    const found = lengthControlledDifference({ differences, lengthDifferences, clusters, alpha });
    return {
      ...named(found.estimate, 'estimate', 'intercept', 'b0'),
      ...named(found.slope, 'slope', 'b1'),
      ...named(found.standardError, 'se', 'se_b0'),
      t: found.t,
      p: found.pValue,
      raw: found.raw,
    };
  }
  const wins = inputs.numbers('win', 'wins', 'y', 'outcome', 'preference');
  const found = lengthControlledWinRate({ wins, lengthDifferences, clusters, alpha });
  return {
    ...named(found.intercept, 'b0', 'intercept'),
    ...named(found.slope, 'b1', 'slope'),
    ...named(found.raw, 'raw', 'raw_win_rate', 'raw_winrate', 'win_rate'),
    ...named(found.winRate, 'lc', 'LC', 'lc_win_rate', 'lc_winrate', 'length_controlled'),
    ...named(found.winRate, 'length_controlled_win_rate', 'length_controlled_winrate'),
    ...named(found.standardError, 'se', 'se_b0'),
  };
}

const SCORES = ['d', 'diff', 'score_diff', 'differences'];

/** Differences of length as they are given, or of the lengths of both answers. */
function lengthsOf(inputs: VectorInputs): number[] {
  const own = ['len_a', 'length_a', 'len_tuned'];
  if (!inputs.has(...own)) return inputs.numbers(...LENGTHS);
  const other = inputs.numbers('len_b', 'length_b', 'len_base');
  return inputs.numbers(...own).map((length, i) => length - (other[i] ?? NaN));
}

function padding(inputs: VectorInputs): unknown {
  const original = inputs.numbers('original', 'base', 'plain', 'before');
  const { contrast, equivalenceP } = paddingProbe({
    original,
    padded: inputs.numbers('padded', 'after', 'with_padding'),
    clusters: clustersOf(inputs, original.length),
    margin: inputs.numberOr(0.1, 'margin', 'm'),
    alpha: inputs.numberOr(0.05, ...LEVEL),
  });
  return {
    ...named(contrast.estimate, 'diff', 'mean_diff', 'mean'),
    se: contrast.standardError,
    t: contrast.t,
    ...named(contrast.pValue, 'p', 'p_value'),
    ...named(equivalenceP, 'p_tost', 'tost_p'),
  };
}

function clustersOf(inputs: VectorInputs, count: number): (string | number)[] {
  const names = ['cluster', 'clusters', 'cluster_id'];
  return inputs.has(...names)
    ? inputs.labels(...names)
    : Array.from({ length: count }, (_, i) => i);
}

function weightedScore(inputs: VectorInputs): unknown {
  const [low = 1, high = 5] = inputs.has('scale') ? inputs.numbers('scale') : [];
  const scale = { low, high };
  return { ...fromTokens(inputs, scale), ...fromSamples(inputs, scale) };
}

function fromTokens(inputs: VectorInputs, scale: ScoreScale): object {
  const logarithms = ['top_logprobs', 'logprobs'];
  const shares = ['probs', 'probabilities', 'top_probs'];
  if (!inputs.has(...logarithms, ...shares)) return {};
  const probabilities = inputs.has(...logarithms)
    ? Object.entries(inputs.numbersByKey(...logarithms)).map(([token, log]): [string, number] => [
        token,
        Math.exp(log),
      ])
    : Object.entries(inputs.numbersByKey(...shares));
  const found = tokenProbabilityScore(new Map(probabilities), scale);
  return {
    score_mass: found?.mass ?? 0,
    leaked_mass: found?.leakedMass ?? 1,
    score_unnormalised: found?.unnormalised,
    score_normalised: found?.score,
  };
}

function fromSamples(inputs: VectorInputs, scale: ScoreScale): object {
  if (!inputs.has('samples')) return {};
  const scores = inputs.labels('samples').map((text) => {
    const score = lastScoreIn(String(text), scale);
    if (score === undefined) throw new UnusableVectorError(`sample ${text} holds no score`);
    return score;
  });
  const { score, standardDeviation, standardError } = sampleMeanScore(scores);
  return { score_from_samples: score, sample_sd: standardDeviation, se_of_mean: standardError };
}
