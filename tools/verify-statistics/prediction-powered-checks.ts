import {
  effectiveLabels,
  predictionPoweredDifference,
  type PredictionPoweredMean,
  predictionPoweredMean,
  roganGladen,
  type SystemScores,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const predictionPoweredChecks: VectorCheck[] = [
  { prefix: 'ppi.mean', compute: mean },
  { prefix: 'ppi.paired_difference', compute: difference },
  { prefix: 'ppi.effective_n', compute: effectiveN },
  { prefix: 'rogan_gladen', compute: roganGladenOf },
];

const LABELS = ['Y', 'y', 'human', 'd_human', 'd_Y', 'dY', 'd', 'Y_diff'];
const PREDICTIONS = ['Yhat', 'yhat', 'judge', 'd_judge', 'd_Yhat', 'dYhat', 'dhat', 'Yhat_diff'];

function mean(inputs: VectorInputs): unknown {
  const scores = scoresOf(inputs);
  const judged = [...scores.predictions, ...scores.unlabelledPredictions];
  return {
    ...answersAt((weight) =>
      predictionPoweredMean({ ...scores, ...weight, alpha: alphaOf(inputs) }),
    ),
    naive_judge_mean: judged.reduce((sum, score) => sum + score, 0) / judged.length,
  };
}

/** From differences as they are, or from each system's scores with a suffix to their names. */
function difference(inputs: VectorInputs): unknown {
  const suffixes = SUFFIXES.find(([suffix]) => inputs.has(`Y${suffix}`));
  if (suffixes === undefined) return mean(inputs);
  const [base, tuned] = suffixes;
  const systems = { base: scoresOf(inputs, base), tuned: scoresOf(inputs, tuned) };
  return answersAt((weight) =>
    predictionPoweredDifference({ ...systems, ...weight, alpha: alphaOf(inputs) }),
  );
}

/** The second is compared with the first: A minus B, tuned minus base. */
const SUFFIXES = [
  ['_B', '_A'],
  ['_b', '_a'],
  ['_base', '_tuned'],
] as const;

function scoresOf(inputs: VectorInputs, suffix = ''): SystemScores {
  const withSuffix = (names: readonly string[]): string[] => names.map((name) => name + suffix);
  const unlabelled = PREDICTIONS.flatMap((name) =>
    ['unlabeled', 'unlabelled', 'U'].flatMap((rest) => [
      `${name}_${rest}${suffix}`,
      `${name}${suffix}_${rest}`,
    ]),
  );
  return {
    labels: inputs.numbers(...withSuffix(LABELS)),
    predictions: inputs.numbers(...withSuffix(PREDICTIONS)),
    unlabelledPredictions: inputs.numbers(...unlabelled),
  };
}

/** @param estimate the estimator with a given weight, or the tuned one */
function answersAt(estimate: (weight: { weight?: number }) => PredictionPoweredMean): object {
  const labelsAlone = estimate({ weight: 0 });
  const plain = estimate({ weight: 1 });
  const tuned = estimate({});
  return {
    ...meanAnswers(tuned),
    ...named(meanAnswers(labelsAlone), 'classical_lam0', 'classical', 'human_only', 'lam0'),
    ...named(meanAnswers(plain), 'ppi_lam1', 'ppi', 'lam1'),
    ...named(meanAnswers(tuned), 'ppi_plus_plus', 'ppi_pp', 'ppi++', 'tuned'),
    lambda_unclipped: tuned.unclippedWeight,
    ...named(labelsAlone.standardError, 'se_lam0', 'se_classical', 'se_human_only'),
    ...named(plain.standardError, 'se_lam1', 'se_ppi'),
  };
}

function meanAnswers(found: PredictionPoweredMean): Record<string, unknown> {
  return {
    ...named(found.weight, 'lambda', 'lam'),
    ...named(found.estimate, 'estimate', 'mean', 'theta'),
    ...named(found.standardError, 'se', 'SE'),
    ...named(pairOf(found.interval), 'ci95', 'ci'),
  };
}

function effectiveN(inputs: VectorInputs): unknown {
  const { varianceRatio, effectiveCount } = effectiveLabels(
    inputs.number('rho', 'r', 'correlation'),
    inputs.number('n', 'n_labeled', 'n_labelled'),
    inputs.number('N', 'n_unlabeled', 'n_unlabelled'),
  );
  return {
    ...named(varianceRatio, 'ratio', 'variance_ratio', 'var_ratio'),
    ...named(effectiveCount, 'effective_n', 'n_eff'),
  };
}

function roganGladenOf(inputs: VectorInputs): unknown {
  const found = roganGladen({
    passed: { share: inputs.number('p_judge', 'p'), count: inputs.number('n_test', 'n') },
    sensitivity: { share: inputs.number('q1', 'sensitivity'), count: inputs.number('m1') },
    specificity: { share: inputs.number('q0', 'specificity'), count: inputs.number('m0') },
    alpha: alphaOf(inputs),
  });
  return {
    ...named(found.estimate, 'theta', 'estimate'),
    ...named(found.standardError, 'se', 'SE'),
    ...named(pairOf(found.interval), 'ci95', 'ci'),
  };
}
