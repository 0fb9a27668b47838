import { lanePlan } from './llama-settings.js';

describe(lanePlan.name, () => {
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [4, 3, 1],
    [8, 3, 2],
    [16, 3, 5],
  ])('shares %i cores out to %i lanes of %i threads', (threads, lanes, threadsPerLane) => {
    expect(lanePlan(threads)).toEqual({ lanes, threadsPerLane });
  });

  it('never asks for more threads than there are', () => {
    for (let threads = 1; threads <= 64; threads += 1) {
      const { lanes, threadsPerLane } = lanePlan(threads);
      expect(lanes * threadsPerLane).toBeLessThanOrEqual(threads);
    }
  });
});
