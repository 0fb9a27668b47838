import type { experimentsV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { PlanExperiment } from '../application/plan-experiment.js';
import type { ExperimentPlan } from '../domain/plan.js';
import { parseSpec } from './parse-spec.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class PlansGrpcController implements Pick<
  experimentsV1.ExperimentsServiceController,
  'planExperiment'
> {
  constructor(private readonly plans: PlanExperiment) {}

  @GrpcMethod('ExperimentsService')
  async planExperiment(
    request: experimentsV1.PlanExperimentRequest,
  ): Promise<experimentsV1.PlanExperimentResponse> {
    const { spec } = parseSpec(request.specJson);
    return { plan: toMessage(await this.plans.execute(spec)) };
  }
}

function toMessage(plan: ExperimentPlan): experimentsV1.Plan {
  const { contrasts, answerCalls, judgeCalls, estimatedCostUsd, detectableDifference } = plan;
  return {
    cells: plan.cells.map(({ arm, dataset, context, questionIds }) => ({
      arm: arm.label,
      dataset: dataset.label,
      context,
      questions: questionIds.length,
    })),
    fineTunes: plan.fineTunes.map(({ arm, dataset, training }) => ({
      base: arm.base,
      dataset: dataset.label,
      trainSize: training.trainSize,
      seed: training.seed,
      trainingFormat: training.trainingFormat,
    })),
    contrasts,
    answerCalls,
    judgeCalls,
    judgeTrialCalls: plan.judgeTrial.calls,
    estimatedCostUsd,
    trainingGpuHours: plan.training.gpuHours,
    trainingCostUsd: plan.training.costUsd,
    detectableDifference,
    warnings: [...plan.warnings],
    waveQuestions: plan.sequential?.waveQuestions ?? 0,
    mostWaves: plan.sequential?.mostWaves ?? 0,
    guards: [...plan.guards],
  };
}
