import {
  agreementTable,
  cohenKappa,
  fleissKappa,
  type IccEstimate,
  intraclassCorrelations,
  krippendorffAlpha,
} from '@equipoise/statistics';
import { named, pairOf } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const agreementChecks: VectorCheck[] = [
  { prefix: 'icc', compute: icc },
  { prefix: 'alpha.krippendorff', compute: alpha },
  { prefix: 'alpha.wikipedia', compute: alpha },
  { prefix: 'kappa.se', compute: kappaOfTable },
  { prefix: 'kappa.two_raters', compute: kappaOfRaters },
  { prefix: 'kappa.fleiss', compute: fleiss },
];

function icc(inputs: VectorInputs): unknown {
  const ratings = inputs.matrix('ratings_target_by_judge', 'ratings', 'scores', ...inputs.names);
  const found = intraclassCorrelations(ratings, alphaOf(inputs));
  const { targets, withinTargets, judges, residual } = found.meanSquares;
  const form = (name: string, { value, interval }: IccEstimate): Record<string, unknown> => ({
    [name]: value,
    [`${name}_ci95`]: pairOf(interval),
  });
  return {
    BMS: targets,
    WMS: withinTargets,
    JMS: judges,
    EMS: residual,
    ...form('ICC1', found.oneWay.single),
    ...form('ICC2', found.twoWayRandom.single),
    ...form('ICC3', found.twoWayFixed.single),
    ...form('ICC1k', found.oneWay.average),
    ...form('ICC2k', found.twoWayRandom.average),
    ...form('ICC3k', found.twoWayFixed.average),
  };
}

function alpha(inputs: VectorInputs): unknown {
  const ratings = inputs.matrixWithGaps(
    'ratings_coder_by_unit',
    'ratings',
    'reliability_data',
    ...inputs.names,
  );
  const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
  // ratings below 0 have no ratio to speak of
  const usable = levels.filter(
    (level) => level !== 'ratio' || ratings.flat().every((rating = 0) => rating >= 0),
  );
  return Object.fromEntries(
    usable.map((level) => [level, krippendorffAlpha(ratings, level).alpha]),
  );
}

function kappaOfTable(inputs: VectorInputs): unknown {
  return kappaAnswers(inputs.matrix('table', 'counts', 'confusion', ...inputs.names), inputs);
}

function kappaOfRaters(inputs: VectorInputs): unknown {
  const first = inputs.labels('rater1', 'rater_1', 'rater_a', 'a', 'judge', 'y1', 'x');
  const second = inputs.labels('rater2', 'rater_2', 'rater_b', 'b', 'human', 'y2', 'y');
  const labels = inputs.has('labels', 'categories', 'scale')
    ? fullList(inputs.labels('labels', 'categories', 'scale'), inputs)
    : [...new Set([...first, ...second])].sort();
  return kappaAnswers(agreementTable(first, second, labels), inputs);
}

/** A scale is given by its ends, a list of labels in full. */
function fullList(labels: (string | number)[], inputs: VectorInputs): (string | number)[] {
  const [low, high] = labels;
  if (inputs.has('labels', 'categories') || typeof low !== 'number' || typeof high !== 'number') {
    return labels;
  }
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

function kappaAnswers(table: number[][], inputs: VectorInputs): Record<string, unknown> {
  const level = alphaOf(inputs);
  const plain = cohenKappa(table, 'unweighted', level);
  const linear = cohenKappa(table, 'linear', level);
  const quadratic = cohenKappa(table, 'quadratic', level);
  return {
    ...named(
      plain.kappa,
      'kappa',
      'unweighted',
      'cohen',
      'cohen_kappa',
      'kappa_unweighted',
      'none',
    ),
    ...named(linear.kappa, 'linear', 'kappa_linear', 'linear_weighted', 'linear_kappa'),
    ...named(quadratic.kappa, 'quadratic', 'kappa_quadratic', 'quadratic_weighted', 'qwk'),
    ...named(plain.standardError, 'se_nonnull', 'se'),
    se_null: plain.nullStandardError,
    ...named(pairOf(plain.interval), 'ci95', 'ci'),
    ...named(linear.standardError, 'se_nonnull_linear', 'se_linear'),
    ...named(quadratic.standardError, 'se_nonnull_quadratic', 'se_quadratic'),
    se_null_linear: linear.nullStandardError,
    se_null_quadratic: quadratic.nullStandardError,
    ...named(plain.observedAgreement, 'po', 'observed_agreement'),
    ...named(plain.expectedAgreement, 'pe', 'expected_agreement'),
  };
}

function fleiss(inputs: VectorInputs): unknown {
  const counts = inputs.matrix('counts_subject_by_category', 'counts', 'table', ...inputs.names);
  const { kappa, nullStandardError } = fleissKappa(counts);
  return { kappa, ...named(nullStandardError, 'se_null', 'se') };
}
