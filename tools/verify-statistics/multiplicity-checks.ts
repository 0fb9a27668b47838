import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  eBenjaminiHochberg,
  findingsAmong,
  hochberg,
  holm,
} from '@equipoise/statistics';
import { named } from './answers.js';
import { alphaOf } from './shared-inputs.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

export const multiplicityChecks: VectorCheck[] = [
  { prefix: 'multiplicity', compute: adjustedPValues },
  { prefix: 'multiplicity.rejections', compute: rejectionCounts },
  { prefix: 'multiplicity.ebh', compute: eValues },
];

/** Each procedure, with the names that vectors give it. */
const PROCEDURES = [
  [bonferroni, 'bonferroni'],
  [holm, 'holm'],
  [hochberg, 'hochberg', 'simes-hochberg'],
  [benjaminiHochberg, 'bh', 'fdr_bh'],
  [benjaminiYekutieli, 'by', 'fdr_by'],
] as const;

function pValuesOf(inputs: VectorInputs): number[] {
  return inputs.numbers('p', 'p_values', 'pvalues', 'pvals');
}

function adjustedPValues(inputs: VectorInputs): unknown {
  const p = pValuesOf(inputs);
  const alpha = alphaOf(inputs);
  const answers = PROCEDURES.map(([adjust, ...names]) => {
    const adjusted = adjust(p);
    const findings = findingsAmong(adjusted, alpha);
    return {
      ...named(adjusted, ...names),
      ...named(findings, ...names.map((name) => `${name}_rejected`)),
    };
  });
  return Object.assign({}, ...answers) as unknown;
}

function rejectionCounts(inputs: VectorInputs): unknown {
  const p = pValuesOf(inputs);
  const alpha = alphaOf(inputs);
  const answers = PROCEDURES.map(([adjust, ...names]) => {
    const count = findingsAmong(adjust(p), alpha).filter(Boolean).length;
    return named(count, ...names);
  });
  return Object.assign({}, ...answers) as unknown;
}

function eValues(inputs: VectorInputs): unknown {
  const e = inputs.numbers('e', 'e_values', 'evalues', 'evals');
  const { isFinding, findingCount, threshold, adjusted } = eBenjaminiHochberg(e, alphaOf(inputs));
  return {
    ...named(findingCount, 'k', 'n_rejected', 'rejections', 'n_rejections', 'k_star', 'count'),
    ...named(isFinding, 'rejected', 'reject', 'rejected_mask'),
    ...named(findingCount === 0 ? undefined : threshold, 'threshold', 'cutoff'),
    ...named(adjusted, 'adjusted', 'p_adjusted'),
    ...named(
      isFinding.flatMap((found, i) => (found ? [i] : [])),
      ...['rejected_indices', 'rejected_index', 'rejected_idx', 'indices'],
    ),
  };
}
