import { Module, type OnModuleInit } from '@nestjs/common';
import { JudgeModule } from '../judge/index.js';
import { JudgingConfig } from '../judging.config.js';
import { EvaluationStepsOf, StepsLimits } from './application/evaluation-steps-of.js';
import { FindCriteria } from './application/find-criteria.js';
import { LoadBuiltInCriteria } from './application/load-built-in-criteria.js';
import {
  BuiltInCriteria,
  CriterionRepository,
  EvaluationStepsRepository,
  StepsPrompts,
} from './application/ports.js';
import { PutCriterion } from './application/put-criterion.js';
import { CriterionRow } from './infrastructure/criterion.row.js';
import { EvaluationStepsRow } from './infrastructure/evaluation-steps.row.js';
import { TypeOrmCriterionRepository } from './infrastructure/typeorm-criterion.repository.js';
import { TypeOrmEvaluationStepsRepository } from './infrastructure/typeorm-evaluation-steps.repository.js';
import { YamlBuiltInCriteria } from './infrastructure/yaml-built-in-criteria.js';
import { YamlStepsPrompts } from './infrastructure/yaml-steps-prompts.js';
import { CriteriaGrpcController } from './transport/criteria.grpc.controller.js';

export const CRITERIA_ROWS = [CriterionRow, EvaluationStepsRow];

/** Criteria as versioned data, and the evaluation steps that a judge follows. */
@Module({
  imports: [JudgeModule],
  controllers: [CriteriaGrpcController],
  providers: [
    FindCriteria,
    PutCriterion,
    LoadBuiltInCriteria,
    EvaluationStepsOf,
    { provide: CriterionRepository, useClass: TypeOrmCriterionRepository },
    { provide: EvaluationStepsRepository, useClass: TypeOrmEvaluationStepsRepository },
    { provide: BuiltInCriteria, useClass: YamlBuiltInCriteria },
    { provide: StepsPrompts, useClass: YamlStepsPrompts },
    {
      provide: StepsLimits,
      inject: [JudgingConfig],
      useFactory: (config: JudgingConfig) => ({ tries: config.EVALUATION_STEPS_TRIES }),
    },
  ],
  exports: [EvaluationStepsOf, FindCriteria],
})
export class CriteriaModule implements OnModuleInit {
  constructor(private readonly loadBuiltInCriteria: LoadBuiltInCriteria) {}

  async onModuleInit(): Promise<void> {
    await this.loadBuiltInCriteria.execute();
  }
}
