import { closeNames } from './close-names.js';

describe(closeNames.name, () => {
  const names = ['bioasq', 'natural-questions', 'nq-open', 'qasper', 'qasper-small'];

  it('finds names that differ by a typing error, nearest first', () => {
    expect(closeNames('qaspre', names)).toEqual(['qasper']);
    expect(closeNames('BioASQ', names)).toEqual(['bioasq']);
  });

  it('finds names that hold what was typed, after nearer ones', () => {
    expect(closeNames('qasper', names)).toEqual(['qasper', 'qasper-small']);
    expect(closeNames('natural', names)).toEqual(['natural-questions']);
  });

  it('finds nothing for a name unlike all others', () => {
    expect(closeNames('medical-records', names)).toEqual([]);
  });
});
