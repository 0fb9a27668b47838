import { bisect } from './bisect.js';

describe(bisect.name, () => {
  it('finds a root to the last bits', () => {
    expect(bisect((x) => x * x, 2, [0, 2])).toBeCloseTo(Math.SQRT2, 15);
  });

  it('gives the nearer end for a target out of reach', () => {
    expect(bisect((x) => x, 5, [0, 1])).toBe(1);
    expect(bisect((x) => x, -5, [0, 1])).toBeCloseTo(0, 15);
  });
});
