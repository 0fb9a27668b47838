import { planBatches } from './batch-plan.js';

describe(planBatches.name, () => {
  it.each([
    [16, 4, 4, 4],
    [6, 4, 3, 2],
    [7, 4, 1, 7],
    [2, 4, 2, 1],
    [1, 4, 1, 1],
    [10, 4, 2, 5],
  ])('splits %i with at most %i at once into %i x %i', (effectiveBatchSize, maxPerDevice, b, a) => {
    const plan = planBatches(100, 1, { effectiveBatchSize, maxPerDevice });
    expect(plan).toMatchObject({ perDeviceBatchSize: b, accumulationSteps: a });
  });

  it('counts the smaller last step of an epoch, and part epochs upwards', () => {
    const batch = { effectiveBatchSize: 4, maxPerDevice: 4 };
    expect(planBatches(8, 1, batch).totalSteps).toBe(2);
    expect(planBatches(9, 1, batch).totalSteps).toBe(3);
    expect(planBatches(9, 2, batch).totalSteps).toBe(6);
    expect(planBatches(9, 0.5, batch).totalSteps).toBe(2);
    expect(planBatches(1, 1, { effectiveBatchSize: 16, maxPerDevice: 4 }).totalSteps).toBe(1);
  });
});
