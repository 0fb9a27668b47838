import { adjustedByFamily, familySizeOf } from './family.js';

const CRITERIA = ['accuracy', 'completeness'];
const TESTS = [
  { criterion: 0, pValue: 0.01 },
  { criterion: 1, pValue: 0.02 },
  { criterion: 0, pValue: 0.04 },
  { criterion: 1, pValue: undefined },
];

describe(adjustedByFamily, () => {
  it('covers all contrasts unless told otherwise', () => {
    // 4 × 0.01, 3 × 0.02, 2 × 0.04, by hand
    const adjusted = adjustedByFamily(TESTS, { criteria: CRITERIA });
    expect(adjusted.map((p) => p?.toFixed(12))).toEqual([
      '0.040000000000',
      '0.060000000000',
      '0.080000000000',
      undefined,
    ]);
    expect(familySizeOf(4, { criteria: CRITERIA })).toBe(4);
  });

  it('covers those of one criterion at a time, the untested ones too', () => {
    const settings = { criteria: CRITERIA, family: 'criterion' } as const;
    expect(adjustedByFamily(TESTS, settings)).toEqual([0.02, 0.04, 0.04, undefined]);
    expect(familySizeOf(4, settings)).toBe(2);
  });
});
