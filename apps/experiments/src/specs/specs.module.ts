import { type DynamicModule, Module } from '@nestjs/common';
import { PlanExperiment, PlanLimits } from './application/plan-experiment.js';
import { Catalogues } from './application/ports.js';
import { PlanTrainings } from './application/plan-trainings.js';
import { ResolveFacts } from './application/resolve-facts.js';
import { GrpcCatalogues } from './infrastructure/grpc-catalogues.js';
import { PlansGrpcController } from './transport/plans.grpc.controller.js';

@Module({})
export class SpecsModule {
  static with(sizes: PlanLimits): DynamicModule {
    return {
      module: SpecsModule,
      controllers: [PlansGrpcController],
      providers: [
        PlanExperiment,
        PlanTrainings,
        ResolveFacts,
        { provide: PlanLimits, useValue: sizes },
        { provide: Catalogues, useClass: GrpcCatalogues },
      ],
      exports: [PlanExperiment],
    };
  }
}
