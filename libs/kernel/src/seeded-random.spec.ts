import { seededRandom, seededShuffle } from './seeded-random.js';

describe(seededShuffle.name, () => {
  const items = Array.from({ length: 50 }, (_, i) => i);

  it('gives the same order for the same seed and another for another', () => {
    expect(seededShuffle(items, 's')).toEqual(seededShuffle(items, 's'));
    expect(seededShuffle(items, 's')).not.toEqual(seededShuffle(items, 't'));
  });

  it('keeps every item and leaves its input alone', () => {
    const before = [...items];
    expect(seededShuffle(items, 's').sort((a, b) => a - b)).toEqual(before);
    expect(items).toEqual(before);
  });
});

describe(seededRandom.name, () => {
  it('is uniform enough: mean 1/2 and variance 1/12 over 20,000 draws', () => {
    const random = seededRandom('uniform');
    const draws = Array.from({ length: 20_000 }, random);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
  });
});
