import { Injectable } from '@nestjs/common';
import {
  type ExperimentPlan,
  parseSpec,
  PlanExperiment,
  type PlannedCell,
  qualificationOf,
} from '../../specs/index.js';
import { Planner, type ReadSpec } from '../application/ports/work.js';
import type { Blueprint, CellBlueprint, FineTuneBlueprint } from '../domain/blueprint.js';
import type { Settings } from '../domain/experiment.js';

/** Turns a plan of the feature `specs` into what the engine carries out. */
@Injectable()
export class SpecsPlanner extends Planner {
  constructor(private readonly plans: PlanExperiment) {
    super();
  }

  override read(specJson: string): ReadSpec {
    return { specJson, document: parseSpec(specJson).document };
  }

  override async plan({ specJson, document }: ReadSpec): Promise<Blueprint> {
    const { spec } = parseSpec(specJson);
    const plan = await this.plans.execute(spec);
    return {
      name: spec.name,
      spec: document,
      settings: settingsOf(plan),
      cells: plan.cells.map(toCell),
      fineTunes: fineTunesOf(plan),
      blockSize: plan.blockSize,
      warnings: plan.warnings,
      guards: plan.guards,
      contamination: plan.contamination,
    };
  }
}

function settingsOf(plan: ExperimentPlan): Settings {
  const { spec, criteria, repeats, trainsFirst, sequential } = plan;
  const { model, estimator, steps, temperature } = spec.judge;
  const { margin, alpha } = spec.analysis;
  return {
    judge: {
      model,
      estimator,
      steps,
      repeats,
      temperature,
      criteria: criteria.map(({ name, version }) => ({ name, version })),
    },
    qualification: qualificationOf(spec),
    generation: spec.generation,
    retrieval: spec.retrieval,
    analysis: {
      margin,
      alpha,
      sequential: sequential && { waveQuestions: sequential.waveQuestions },
    },
    budget: spec.budget ?? {},
    seed: spec.seed,
    trainsFirst,
    countsGpus: plan.training.gpuHours > 0,
  };
}

function toCell({ arm, dataset, context, questionIds, waveSizes }: PlannedCell): CellBlueprint {
  const { label, base, treatment, source } = arm;
  return {
    arm: { label, base, treatment },
    dataset: dataset.label,
    datasetVersionId: dataset.versionId,
    context,
    model: 'model' in source ? source.model : undefined,
    questionIds,
    waveSizes,
  };
}

function fineTunesOf({ fineTunes }: ExperimentPlan): FineTuneBlueprint[] {
  return fineTunes.map(({ arm, dataset, training }) => ({
    armLabel: arm.label,
    base: arm.base,
    dataset: dataset.label,
    datasetVersionId: dataset.versionId,
    ...training,
  }));
}
