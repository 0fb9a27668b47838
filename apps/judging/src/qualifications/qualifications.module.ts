import { Module } from '@nestjs/common';
import { JudgementsModule } from '../judgements/index.js';
import { JudgeProbes } from './application/judge-probes.js';
import {
  ProbeQuestions,
  QualificationRepository,
  QualificationRules,
} from './application/ports.js';
import { QualifyJudge } from './application/qualify-judge.js';
import { GrpcProbeQuestions } from './infrastructure/grpc-probe-questions.js';
import { QualificationRow } from './infrastructure/qualification.row.js';
import { TypeOrmQualificationRepository } from './infrastructure/typeorm-qualification.repository.js';
import { YamlQualificationRules } from './infrastructure/yaml-qualification-rules.js';
import { QualificationsEvents } from './transport/qualifications.events.js';

export const QUALIFICATION_ROWS = [QualificationRow];

/** Tries judges on answers whose order is known, before verdicts rest on them. */
@Module({
  imports: [JudgementsModule],
  providers: [
    JudgeProbes,
    QualifyJudge,
    QualificationsEvents,
    { provide: ProbeQuestions, useClass: GrpcProbeQuestions },
    { provide: QualificationRepository, useClass: TypeOrmQualificationRepository },
    { provide: QualificationRules, useClass: YamlQualificationRules },
  ],
})
export class QualificationsModule {}
