import { fallingRoot } from './falling-root.js';

describe(fallingRoot.name, () => {
  it.each([
    ['a line', (x: number) => 0.3 - x, 0.3],
    ['a curve that is nearly flat on one side', (x: number) => 1e-9 - x ** 9, 0.1],
    ['a step', (x: number) => (x < 0.7 ? 5 : -1e-9), 0.7],
    ['a curve that starts at infinity', (x: number) => (x < 0.2 ? Infinity : 1 - x / 0.6), 0.6],
  ])('finds the zero of %s from its left', (_, falling, zero) => {
    const found = fallingRoot(falling, [0, 1]);
    expect(found).toBeCloseTo(zero, 12);
    expect(falling(found)).toBeGreaterThanOrEqual(0);
  });
});
