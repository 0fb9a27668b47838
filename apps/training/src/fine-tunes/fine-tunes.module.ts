import { CancelledExperimentsTable } from '@equipoise/platform';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { TrainingConfig } from '../training.config.js';
import { ConcludeRun } from './application/conclude-run.js';
import { FineTuneOrders } from './application/fine-tune-orders.js';
import { PlanFineTune } from './application/plan-fine-tune.js';
import { StartRun } from './application/start-run.js';
import { AnswerRequesters } from './application/answer-requesters.js';
import { IdentifyFineTune } from './application/identify-fine-tune.js';
import { LookAfterRuns } from './application/look-after-runs.js';
import { QueueFineTune } from './application/queue-fine-tune.js';
import { ReadTrainingExamples } from './application/read-training-examples.js';
import { ReconcileFineTune } from './application/reconcile-fine-tune.js';
import { RegisterAdapter } from './application/register-adapter.js';
import { RunProgress } from './application/run-progress.js';
import { AdvisoryLockLeadership } from './infrastructure/database/advisory-lock.leadership.js';
import { DatabaseCancelledExperiments } from './infrastructure/database/database-cancelled-experiments.js';
import { DatabaseTrainingRuns } from './infrastructure/database/database-training-runs.js';
import { DatabaseUnitOfWork } from './infrastructure/database/database-unit-of-work.js';
import { OpenAiFineTuningBackend } from './infrastructure/openai-fine-tuning/openai-fine-tuning.backend.js';
import { openAiFineTuningParts } from './infrastructure/openai-fine-tuning/openai-fine-tuning.providers.js';
import { TimerTicker } from './infrastructure/timer.ticker.js';
import { RunsKeeper } from './transport/runs.keeper.js';
import { Pools, PoolsModule } from '../pools/index.js';
import { ClusterModule } from '../cluster/index.js';
import { RequestFineTune } from './application/request-fine-tune.js';
import { DatabaseFineTuneRequests } from './infrastructure/database/database-fine-tune.requests.js';
import { DatabaseInstallation } from './infrastructure/database/database-installation.js';
import { DatabaseNewestRun } from './infrastructure/database/database-newest-run.js';
import { DatabaseRunReports } from './infrastructure/database/database-run-reports.js';
import { AdapterShelf } from './infrastructure/kubernetes/adapter-shelf.js';
import { ClusterView } from './infrastructure/kubernetes/cluster-view.js';
import { JobObserver } from './infrastructure/kubernetes/job-observer.js';
import { JobDesk } from './infrastructure/kubernetes/job-desk.js';
import { JobFiles } from './infrastructure/kubernetes/job-files.js';
import { JobPlans } from './infrastructure/kubernetes/job-plans.js';
import { TrainingRunsHttpController } from './transport/training-runs.http.controller.js';
import { KubernetesBackend } from './infrastructure/kubernetes/kubernetes.backend.js';
import { FailFineTune } from './application/fail-fine-tune.js';
import { FindAdapter } from './application/find-adapter.js';
import { MakeAdapter } from './application/make-adapter.js';
import * as ports from './application/ports.js';
import { ReadFineTunes } from './application/read-fine-tunes.js';
import { RunFineTune } from './application/run-fine-tune.js';
import { TrainAdapter } from './application/train-adapter.js';
import { WatchFineTune } from './application/watch-fine-tune.js';
import { DatabaseFineTuneJournal } from './infrastructure/database/database-fine-tune.journal.js';
import { DatabaseFineTuneTurns } from './infrastructure/database/database-fine-tune.turns.js';
import { FineTuneRow } from './infrastructure/database/fine-tune.row.js';
import { GrpcModelRegistry } from './infrastructure/grpc-model.registry.js';
import { GrpcTrainingQuestions } from './infrastructure/grpc-training.questions.js';
import { TimerPulse } from './infrastructure/timer.pulse.js';
import { BaseWeightsCache } from './infrastructure/trl-local/base-weights.js';
import { HostEnvironment } from './infrastructure/trl-local/host-environment.js';
import { LlamaCpp } from './infrastructure/trl-local/llama-cpp.js';
import { PythonEnvironment } from './infrastructure/trl-local/python-environment.js';
import { TrainerProcess } from './infrastructure/trl-local/trainer-process.js';
import { TrainerTools } from './infrastructure/trl-local/trainer-tools.js';
import { TrlLocalBackend } from './infrastructure/trl-local/trl-local.backend.js';
import { TrlLocalFiles } from './infrastructure/trl-local/trl-local.files.js';
import { TypeOrmFineTuneRepository } from './infrastructure/database/typeorm-fine-tune.repository.js';
import { FineTunesEvents } from './transport/fine-tunes.events.js';
import { FineTunesGrpcController } from './transport/fine-tunes.grpc.controller.js';

/** Tables of this feature. */
export const FINE_TUNE_ROWS = [FineTuneRow];

/** Back ends whose hardware is nobody's choice. */
const NO_POOLS: ports.ListPools = { list: () => Promise.resolve([]) };

const ATTENDED: Provider[] = [
  { provide: ports.FineTuneRequestHandler, useClass: RunFineTune },
  { provide: ports.FineTuneTurns, useClass: DatabaseFineTuneTurns },
  { provide: ports.Pulse, useClass: TimerPulse },
  { provide: ports.ListPools, useValue: NO_POOLS },
  ...[MakeAdapter, TrainAdapter, WatchFineTune],
];
const DETACHED: Provider[] = [
  { provide: ports.FineTuneRequestHandler, useClass: QueueFineTune },
  { provide: ports.TrainingRuns, useClass: DatabaseTrainingRuns },
  { provide: ports.UnitOfWork, useClass: DatabaseUnitOfWork },
  { provide: ports.ReportTokens, useExisting: ports.RunReports },
  { provide: ports.Leadership, useClass: AdvisoryLockLeadership },
  { provide: ports.Ticker, useClass: TimerTicker },
  ...[
    FineTuneOrders,
    StartRun,
    ConcludeRun,
    ReconcileFineTune,
    AnswerRequesters,
    RunProgress,
    LookAfterRuns,
    RunsKeeper,
  ],
];

/** Trains in a process of this machine. */
const TRL_LOCAL: Provider[] = [
  ...ATTENDED,
  ...[TrlLocalFiles, PythonEnvironment, BaseWeightsCache],
  ...[LlamaCpp, TrainerProcess, TrainerTools],
  { provide: ports.AttendedTrainer, useClass: TrlLocalBackend },
  { provide: ports.TrainerBackend, useExisting: ports.AttendedTrainer },
];
const KUBERNETES: Provider[] = [
  ...DETACHED,
  ...[ClusterView, JobObserver, JobDesk, JobPlans, JobFiles, AdapterShelf],
  { provide: ports.ListPools, useExisting: Pools },
  { provide: ports.DetachedTrainer, useClass: KubernetesBackend },
  { provide: ports.TrainerBackend, useExisting: ports.DetachedTrainer },
];

const OPENAI_FINE_TUNING: Provider[] = [
  ...DETACHED,
  { provide: ports.Installation, useClass: DatabaseInstallation },
  { provide: ports.ListPools, useValue: NO_POOLS },
  { provide: ports.DetachedTrainer, useClass: OpenAiFineTuningBackend },
  { provide: ports.TrainerBackend, useExisting: ports.DetachedTrainer },
];

type Parts = Pick<Required<DynamicModule>, 'imports' | 'providers'>;

const BACKENDS = {
  'trl-local': (): Parts => ({ imports: [], providers: TRL_LOCAL }),
  kubernetes: (env: NodeJS.ProcessEnv): Parts => {
    const cluster = ClusterModule.for(env);
    return { imports: [cluster, PoolsModule.for(cluster)], providers: KUBERNETES };
  },
  'openai-fine-tuning': (env: NodeJS.ProcessEnv): Parts => ({
    imports: [],
    providers: [...OPENAI_FINE_TUNING, ...openAiFineTuningParts(env)],
  }),
} as const;

/** Fine-tunes from request to adapter. */
@Module({})
export class FineTunesModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    const config = new TrainingConfig(env);
    const { imports, providers } = BACKENDS[config.TRAINER_BACKEND](env);
    return {
      module: FineTunesModule,
      imports,
      controllers: [FineTunesGrpcController, TrainingRunsHttpController],
      providers: [
        { provide: TrainingConfig, useValue: config },
        { provide: HostEnvironment, useFactory: () => new HostEnvironment(env) },
        { provide: ports.TrainingQuestions, useClass: GrpcTrainingQuestions },
        { provide: ports.ModelRegistry, useClass: GrpcModelRegistry },
        { provide: ports.FineTuneRepository, useClass: TypeOrmFineTuneRepository },
        { provide: ports.FineTuneJournal, useClass: DatabaseFineTuneJournal },
        CancelledExperimentsTable,
        { provide: ports.CancelledExperiments, useClass: DatabaseCancelledExperiments },
        ...[IdentifyFineTune, FindAdapter, ReadTrainingExamples, RegisterAdapter],
        { provide: ports.FineTuneRequests, useClass: DatabaseFineTuneRequests },
        { provide: ports.NewestRun, useClass: DatabaseNewestRun },
        { provide: ports.RunReports, useClass: DatabaseRunReports },
        ...[FailFineTune, ReadFineTunes, PlanFineTune, RequestFineTune, FineTunesEvents],
        ...providers,
      ],
    };
  }
}
