import { cohenDz, hedgesFactor } from './standardized-difference.js';

describe(hedgesFactor.name, () => {
  it('agrees with the gamma form', () => {
    expect(hedgesFactor(9)).toBeCloseTo(0.9138748917925524, 12);
    expect(hedgesFactor(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 15);
  });

  it('nears 1 - 3 / (4 df - 1) for many questions', () => {
    expect(hedgesFactor(100_000)).toBeCloseTo(1 - 3 / 399_999, 10);
  });

  it('does not exist with 1 degree of freedom', () => {
    expect(hedgesFactor(1)).toBeUndefined();
  });
});

describe(cohenDz.name, () => {
  it.each([[[0.5]], [[1, 1, 1]]])('does not exist for %p', (differences) => {
    expect(cohenDz(differences, 1)).toBeUndefined();
  });
});
