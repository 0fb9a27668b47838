import { InvalidMetricInputError } from '../metrics.errors.js';
import { hitAtK, recallAtK } from './recall.js';

const RANKED = ['d1', 'd2', 'd3', 'd4'];
const RELEVANT = new Set(['d2', 'd4', 'missed']);

describe(recallAtK.name, () => {
  it.each([
    [1, 0],
    [2, 1 / 3],
    [4, 2 / 3],
    [100, 2 / 3],
  ])('at %p is %p', (k, recall) => {
    expect(recallAtK(RANKED, RELEVANT, k)).toBeCloseTo(recall, 12);
  });

  it('counts every grade above 0 alike', () => {
    const grades = new Map([
      ['d1', 0],
      ['d2', 3],
      ['d4', 1],
    ]);
    expect(recallAtK(RANKED, grades, 3)).toBe(0.5);
  });

  it('is 0 when nothing is ranked or nothing is relevant', () => {
    expect(recallAtK([], RELEVANT, 3)).toBe(0);
    expect(recallAtK(RANKED, new Set(), 3)).toBe(0);
  });
});

describe(hitAtK.name, () => {
  it('is 1 from the rank of the first relevant id on', () => {
    expect([1, 2, 3].map((k) => hitAtK(RANKED, RELEVANT, k))).toEqual([0, 1, 1]);
  });

  it('is 0 when nothing is ranked or nothing is relevant', () => {
    expect(hitAtK([], RELEVANT, 3)).toBe(0);
    expect(hitAtK(RANKED, new Map([['d1', 0]]), 3)).toBe(0);
  });
});

it.each([recallAtK, hitAtK])('%p refuses a cut-off of 0', (metric) => {
  expect(() => metric(RANKED, RELEVANT, 0)).toThrow(InvalidMetricInputError);
});
