import { CancelledExperimentsTable, RunningExperiments } from '@equipoise/platform';
import { Module } from '@nestjs/common';
import { CriteriaModule } from '../criteria/index.js';
import { JudgeModule } from '../judge/index.js';
import { JudgingConfig } from '../judging.config.js';
import { FormsOfJudge } from './application/forms-of-judge.js';
import { GetJudgements } from './application/get-judgements.js';
import { ItemsToJudge } from './application/items-to-judge.js';
import { JudgeChunk } from './application/judge-chunk.js';
import { JudgeCriterion } from './application/judge-criterion.js';
import {
  AnswerReader,
  EvaluationForms,
  JudgementRepository,
  JudgingLimits,
  QuestionReader,
} from './application/ports.js';
import { GrpcAnswerReader } from './infrastructure/grpc-answer.reader.js';
import { GrpcQuestionReader } from './infrastructure/grpc-question.reader.js';
import { JudgementRow } from './infrastructure/judgement.row.js';
import { TypeOrmJudgementRepository } from './infrastructure/typeorm-judgement.repository.js';
import { YamlEvaluationForms } from './infrastructure/yaml-evaluation-forms.js';
import { JudgementsEvents } from './transport/judgements.events.js';
import { JudgementsGrpcController } from './transport/judgements.grpc.controller.js';

export const JUDGEMENT_ROWS = [JudgementRow];

/** Judges answers: builds forms, has the judge fill them, reads and keeps the scores. */
@Module({
  imports: [CriteriaModule, JudgeModule],
  controllers: [JudgementsGrpcController],
  providers: [
    FormsOfJudge,
    GetJudgements,
    ItemsToJudge,
    JudgeChunk,
    JudgeCriterion,
    RunningExperiments,
    JudgementsEvents,
    { provide: AnswerReader, useClass: GrpcAnswerReader },
    { provide: QuestionReader, useClass: GrpcQuestionReader },
    { provide: JudgementRepository, useClass: TypeOrmJudgementRepository },
    CancelledExperimentsTable,
    { provide: EvaluationForms, useClass: YamlEvaluationForms },
    {
      provide: JudgingLimits,
      inject: [JudgingConfig],
      useFactory: (config: JudgingConfig): JudgingLimits => ({
        readTries: config.JUDGE_READ_TRIES,
        minScoreMass: config.JUDGE_MIN_SCORE_MASS,
        batchSize: config.JUDGEMENT_BATCH,
        chunksAtOnce: config.JUDGE_CHUNKS_AT_ONCE,
      }),
    },
  ],
  exports: [FormsOfJudge, JudgeCriterion, JudgementRepository, RunningExperiments],
})
export class JudgementsModule {}
