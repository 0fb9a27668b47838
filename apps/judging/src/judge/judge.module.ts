import { Module } from '@nestjs/common';
import { JudgeModel } from './application/judge-model.js';
import { GrpcJudgeModel } from './infrastructure/grpc-judge.model.js';

/** The judge: a model that inference runs. */
@Module({
  providers: [{ provide: JudgeModel, useClass: GrpcJudgeModel }],
  exports: [JudgeModel],
})
export class JudgeModule {}
