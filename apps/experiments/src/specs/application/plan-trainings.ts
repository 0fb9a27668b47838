import { contentKey, DomainError, type FieldViolation, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { PlannedFineTune, TrainingEstimate } from '../domain/plan.js';
import { Catalogues } from './ports.js';

/** What training would take, and what stands in its way. */
export interface PlannedTrainings {
  readonly estimate: TrainingEstimate;
  readonly faults: readonly FieldViolation[];
}

/** Asks where the adapters of a plan would be trained, before anything is bought. */
@Injectable()
export class PlanTrainings {
  constructor(private readonly catalogues: Catalogues) {}

  /** Seeds differ in nothing that counts here: each is taken to cost what the first one does. */
  async execute(fineTunes: readonly PlannedFineTune[]): Promise<PlannedTrainings> {
    const alike = [...Map.groupBy(fineTunes, keyOf).values()];
    const planned = await Promise.all(alike.map((some) => this.planOf(some)));
    const sum = (of: (estimate: TrainingEstimate) => number): number =>
      planned.reduce((total, each) => total + of(each.estimate), 0);
    return {
      estimate: {
        gpuHours: sum(({ gpuHours }) => gpuHours),
        costUsd: sum(({ costUsd }) => costUsd),
      },
      faults: distinct(planned.flatMap(({ faults }) => faults)),
    };
  }

  private async planOf(alike: readonly PlannedFineTune[]): Promise<PlannedTrainings> {
    const [first] = alike;
    if (!first) return { estimate: NOTHING, faults: [] };
    try {
      const { gpuHours, costUsd } = await this.catalogues.training.plan(first);
      const estimate = { gpuHours: gpuHours * alike.length, costUsd: costUsd * alike.length };
      return { estimate, faults: [] };
    } catch (error) {
      if (!(error instanceof DomainError) || error.retryable) throw error;
      return { estimate: NOTHING, faults: [{ path: first.arm.path, message: reasonOf(error) }] };
    }
  }
}

const NOTHING: TrainingEstimate = { gpuHours: 0, costUsd: 0 };

function keyOf({ arm, dataset, training: { seed: _, ...training } }: PlannedFineTune): string {
  return contentKey([arm.base, dataset.versionId, training]);
}

function distinct(faults: readonly FieldViolation[]): FieldViolation[] {
  return [...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values()];
}
