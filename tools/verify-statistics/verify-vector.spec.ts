import { lineOf, summaryOf } from './report.js';
import { type VectorCheck } from './vector-check.js';
import { type Vector } from './vector-file.js';
import { verifyVector } from './verify-vector.js';

const CHECKS: VectorCheck[] = [
  { prefix: 'sum', compute: (inputs) => ({ total: inputs.number('a') + inputs.number('b') }) },
  { prefix: 'sum.doubled', compute: (inputs) => ({ total: 2 * inputs.number('a') }) },
];

function setUp(changes: Partial<Vector> = {}) {
  const vector = {
    id: 'sum',
    inputs: { a: 1, b: 2 },
    expected: { total: 3 },
    abs_tol: 1e-9,
    ...changes,
  };
  const outcome = verifyVector(vector, CHECKS);
  return { outcome, line: lineOf(vector, outcome) };
}

describe(verifyVector.name, () => {
  it('passes a vector whose answers are met', () => {
    const { outcome, line } = setUp();
    expect(outcome.kind).toBe('passed');
    expect(line).toBe('pass         sum  largest error 0.0e+0 at total (allowed 1e-9)');
  });

  it('fails one whose answers are not, and says which', () => {
    const { outcome, line } = setUp({ expected: { total: 3.5, mean: 1 } });
    expect(outcome.kind).toBe('failed');
    expect(line).toContain('FAIL         sum  largest error 5.0e-1 at total (allowed 1e-9)');
    expect(line).toContain('total: expected 3.5, got 3');
    expect(line).toContain('mean: expected 1, got no answer');
  });

  it('fails one whose inputs cannot be used, and says why', () => {
    const { outcome, line } = setUp({ inputs: { a: 1 } });
    expect(outcome.kind).toBe('refused');
    expect(line).toBe('FAIL         sum  inputs has no b; it has a');
  });

  it('takes the longest prefix that ends where a name does', () => {
    expect(setUp({ id: 'sum.doubled.2', expected: { total: 2 } }).outcome.kind).toBe('passed');
    expect(setUp({ id: 'sum_1' }).outcome.kind).toBe('passed');
  });

  it.each(['summary', 'product', 'su'])('does not cover %s', (id) => {
    const { outcome, line } = setUp({ id });
    expect(outcome).toEqual({ kind: 'not-covered' });
    expect(line).toBe(`not covered  ${id}`);
  });
});

describe(summaryOf.name, () => {
  it('counts outcomes, and a refusal as a failure', () => {
    const outcomes = [
      setUp().outcome,
      setUp({ expected: { total: 0 } }).outcome,
      setUp({ inputs: {} }).outcome,
      setUp({ id: 'x' }).outcome,
    ];
    expect(summaryOf(outcomes)).toBe('1 passed, 2 failed, 1 not covered');
  });
});
