import { UnusableVectorError, VectorInputs } from './vector-inputs.js';

const inputs = new VectorInputs(
  {
    n: 3,
    scores: [1, 0.5],
    right: [true, false],
    table: [[1, null], [2]],
    name: 'judge',
    logprobs: { '1': -0.5 },
    nothing: null,
  },
  'inputs',
);

describe(VectorInputs.name, () => {
  it('reads the first name that is there', () => {
    expect(inputs.number('count', 'n')).toBe(3);
    expect(inputs.numberOr(7, 'count')).toBe(7);
    expect(inputs.textOr('none', 'seed')).toBe('none');
    expect(inputs.has('nothing')).toBe(false);
  });

  it('reads every shape', () => {
    expect(inputs.numbers('right')).toEqual([1, 0]);
    expect(inputs.numberOrNumbers('n')).toEqual([3]);
    expect(inputs.numberOrNumbers('scores')).toEqual([1, 0.5]);
    expect(inputs.matrixWithGaps('table')).toEqual([[1, undefined], [2]]);
    expect(inputs.labels('scores')).toEqual([1, 0.5]);
    expect(inputs.numbersByKey('logprobs')).toEqual({ '1': -0.5 });
    expect(inputs.within('logprobs').number('1')).toBe(-0.5);
  });

  it.each([
    ['is missing', () => inputs.number('k'), 'inputs has no k; it has n, scores'],
    ['has another shape', () => inputs.numbers('n'), 'inputs.n is not a list of numbers'],
    ['has gaps', () => inputs.matrix('table'), 'inputs.table is not a list of lists of numbers'],
    ['is a list of numbers', () => inputs.texts('scores'), 'inputs.scores is not a list of texts'],
  ])('refuses an input that %s', (_, read, message) => {
    expect(read).toThrow(UnusableVectorError);
    expect(read).toThrow(message);
  });
});
