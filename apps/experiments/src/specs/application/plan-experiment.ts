import { Injectable } from '@nestjs/common';
import type { ExperimentSpec } from '../domain/experiment-spec.js';
import { type ChunkSizes, makePlan } from '../domain/make-plan.js';
import type { ExperimentPlan } from '../domain/plan.js';
import {
  budgetFaults,
  factFaults,
  innerFaults,
  trainingBudgetFaults,
  trialFaults,
} from '../domain/spec-faults.js';
import { InvalidSpecError } from '../domain/specs.errors.js';
import { PlanTrainings } from './plan-trainings.js';
import { ResolveFacts } from './resolve-facts.js';

/** Injectable form of ChunkSizes. */
export abstract class PlanLimits implements ChunkSizes {
  abstract readonly local: number;
  abstract readonly remote: number;
}

@Injectable()
export class PlanExperiment {
  constructor(
    private readonly facts: ResolveFacts,
    private readonly sizes: PlanLimits,
    private readonly trainings: PlanTrainings,
  ) {}

  /**
   * What a spec would do; nothing is stored.
   *
   * @throws InvalidSpecError with every fault that the spec has, alone and with what it names
   * @throws SpecReferenceNotFoundError
   */
  async execute(spec: ExperimentSpec): Promise<ExperimentPlan> {
    refuse(innerFaults(spec));
    const facts = await this.facts.execute(spec);
    refuse(factFaults(spec, facts));
    const plan = makePlan(spec, facts, this.sizes);
    const { estimate, faults } = await this.trainings.execute(plan.fineTunes);
    refuse([
      ...budgetFaults(spec, plan.estimatedCostUsd),
      ...trialFaults(spec, plan.judgeTrial),
      ...faults,
      ...trainingBudgetFaults(spec, estimate),
    ]);
    return { ...plan, training: estimate };
  }
}

function refuse(faults: InvalidSpecError['violations']): void {
  if (faults.length > 0) throw new InvalidSpecError(faults);
}
