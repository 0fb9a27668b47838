import { DomainError } from '@equipoise/kernel';
import type { PlannedFineTune } from '../domain/plan.js';
import { PlanTrainings } from './plan-trainings.js';
import type { Catalogues } from './ports.js';

class NoPoolError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'TEST.NO_POOL';
}

class AwayError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'TEST.AWAY';
}

const aFineTune = (trainSize: number, seed: number): PlannedFineTune =>
  ({
    arm: {
      ...{ label: `${trainSize} ${seed}`, base: 'base', path: 'spec.arms[0].fineTune' },
      treatment: undefined,
      source: { model: 'unused' },
    },
    dataset: { label: 'facts@v1', versionId: 'v' },
    training: { trainSize, seed, trainingFormat: 'with-context', settings: {}, placement: {} },
  }) as PlannedFineTune;

function setUp(plan: (fineTune: PlannedFineTune) => { gpuHours: number; costUsd: number }) {
  const asked: number[] = [];
  const training = {
    plan: async (fineTune: PlannedFineTune) => {
      asked.push(fineTune.training.trainSize);
      return plan(fineTune);
    },
  };
  return { asked, trainings: new PlanTrainings({ training } as unknown as Catalogues) };
}

const FOUR = [aFineTune(200, 1), aFineTune(200, 2), aFineTune(500, 1), aFineTune(500, 2)];

describe(PlanTrainings, () => {
  it('asks once for all seeds of a training, and sums over them', async () => {
    const { asked, trainings } = setUp(({ training }) => ({
      gpuHours: training.trainSize / 100,
      costUsd: 1,
    }));
    expect(await trainings.execute(FOUR)).toEqual({
      estimate: { gpuHours: 14, costUsd: 4 },
      faults: [],
    });
    expect(asked).toEqual([200, 500]);
  });

  it('names each thing in the way once, where the spec asks for it', async () => {
    const { trainings } = setUp(() => {
      throw new NoPoolError('placement.pool: there is no pool "h200"');
    });
    const { faults } = await trainings.execute(FOUR);
    expect(faults).toEqual([
      { path: 'spec.arms[0].fineTune', message: 'placement.pool: there is no pool "h200"' },
    ]);
  });

  it('gives up where training cannot be asked', async () => {
    const { trainings } = setUp(() => {
      throw new AwayError('away');
    });
    await expect(trainings.execute(FOUR)).rejects.toThrow(AwayError);
  });
});
