import { compareAnswers, type Comparison } from './compare-answers.js';
import { type VectorCheck } from './vector-check.js';
import { type Vector } from './vector-file.js';
import { VectorInputs } from './vector-inputs.js';

export type Outcome =
  | { readonly kind: 'passed'; readonly comparison: Comparison }
  | { readonly kind: 'failed'; readonly comparison: Comparison }
  /** The function, or the reading of its inputs, refused. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not-covered' };

/** Computes a vector's answers by the check with the longest prefix and compares them. */
export function verifyVector(vector: Vector, checks: readonly VectorCheck[]): Outcome {
  const check = checks
    .filter(({ prefix }) => isPrefixOf(prefix, vector.id))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (check === undefined) return { kind: 'not-covered' };
  try {
    const found = check.compute(new VectorInputs(vector.inputs, 'inputs'));
    const comparison = compareAnswers(vector.expected, found, vector.abs_tol);
    return { kind: comparison.mismatches.length === 0 ? 'passed' : 'failed', comparison };
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

function isPrefixOf(prefix: string, id: string): boolean {
  return id === prefix || ['.', '_', '-'].some((mark) => id.startsWith(prefix + mark));
}
