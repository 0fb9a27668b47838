import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { AdvanceExperiment, FollowUp, WindUp } from './application/advance-experiment.js';
import { AnalyseExperiment, EndExperiment } from './application/analyse-experiment.js';
import { CancelExperiment, WithdrawWork } from './application/cancel-experiment.js';
import { BeginExperiment, CreateExperiment } from './application/create-experiment.js';
import { DescribeAnswers } from './application/describe-answers.js';
import { Dispatch, RequestAnswers, RequestJudgements } from './application/dispatch.js';
import { Journal } from './application/journal.js';
import { LookAtOrigins } from './application/look-at-origins.js';
import { LookAtWave } from './application/look-at-wave.js';
import { ListAnswers, ListJudgements } from './application/list-results.js';
import { AnswerSource, QuestionSource } from './application/ports/sources.js';
import { ExperimentStore, Transactions } from './application/ports/stores.js';
import { EngineLimits } from './application/ports/work.js';
import {
  Prepare,
  RefuseFineTunes,
  RequestFineTunes,
  RequestIndexes,
} from './application/prepare.js';
import { ReadExperiments } from './application/read-experiments.js';
import { ReadResults } from './application/read-results.js';
import { ApplyAdapterCheck, RecordAdapterCheck } from './application/record-adapter-check.js';
import { RecordAnswers } from './application/record-answers.js';
import { RecordChunkFailure } from './application/record-chunk-failure.js';
import { RecordFineTune } from './application/record-fine-tune.js';
import { RecordIndex } from './application/record-index.js';
import { RecordJudgements } from './application/record-judgements.js';
import { RecordQualification } from './application/record-qualification.js';
import { RequestAdapterChecks } from './application/request-adapter-checks.js';
import { RenewAnalysis } from './application/renew-analysis.js';
import { RequestQualifications } from './application/request-qualifications.js';
import { ResumeExperiments } from './application/resume-experiments.js';
import { Conclude, EnforceBudget, SettleCells } from './application/settle.js';
import { WatchExperiment } from './application/watch-experiment.js';
import { ADAPTERS } from './infrastructure/adapters.js';
import { AdapterChecksEvents } from './transport/adapter-checks.events.js';
import { AnalysisEvents } from './transport/analysis.events.js';
import { AnswersEvents } from './transport/answers.events.js';
import { ExperimentsGrpcController } from './transport/experiments.grpc.controller.js';
import { JudgementsEvents } from './transport/judgements.events.js';
import { PreparationsEvents } from './transport/preparations.events.js';
import { QualificationsEvents } from './transport/qualifications.events.js';
import { ResultsGrpcController } from './transport/results.grpc.controller.js';
import { ResumeOnStart } from './transport/resume-on-start.js';
import { WatchGrpcController } from './transport/watch.grpc.controller.js';

const ENGINE: Provider[] = [
  ...[AdvanceExperiment, FollowUp, LookAtWave, WindUp, Journal],
  ...[Prepare, RequestIndexes, RequestFineTunes, RefuseFineTunes],
  ...[RequestAdapterChecks, ApplyAdapterCheck, LookAtOrigins],
  ...[Dispatch, RequestAnswers, RequestJudgements, RequestQualifications],
  ...[EnforceBudget, SettleCells, Conclude],
];

const USE_CASES: Provider[] = [
  ...[CreateExperiment, BeginExperiment, CancelExperiment, WithdrawWork, ResumeExperiments],
  ...[RecordAnswers, DescribeAnswers, RecordJudgements, RecordChunkFailure, RecordQualification],
  ...[RecordIndex, RecordFineTune, RecordAdapterCheck],
  ...[AnalyseExperiment, EndExperiment, RenewAnalysis],
  ...[ReadExperiments, WatchExperiment, ListAnswers, ListJudgements, ReadResults],
];

const EVENTS: Provider[] = [
  ...[AnswersEvents, JudgementsEvents, PreparationsEvents, AnalysisEvents, ResumeOnStart],
  ...[QualificationsEvents, AdapterChecksEvents],
];

export interface ExperimentsOptions {
  readonly limits: EngineLimits;
  /** The feature that plans. */
  readonly specs: DynamicModule;
}

@Module({})
export class ExperimentsFeatureModule {
  static with({ limits, specs }: ExperimentsOptions): DynamicModule {
    return {
      module: ExperimentsFeatureModule,
      imports: [specs],
      controllers: [ExperimentsGrpcController, WatchGrpcController, ResultsGrpcController],
      providers: [
        ...ENGINE,
        ...USE_CASES,
        ...EVENTS,
        ...ADAPTERS,
        { provide: EngineLimits, useValue: limits },
      ],
      exports: [ExperimentStore, Transactions, AnswerSource, QuestionSource],
    };
  }
}
