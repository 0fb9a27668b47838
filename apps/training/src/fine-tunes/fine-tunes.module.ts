import { CancelledExperimentsTable } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { TrainingConfig } from '../training.config.js';
import { FailFineTune } from './application/fail-fine-tune.js';
import { FindAdapter } from './application/find-adapter.js';
import { MakeAdapter } from './application/make-adapter.js';
import * as ports from './application/ports.js';
import { ReadFineTunes } from './application/read-fine-tunes.js';
import { RunFineTune } from './application/run-fine-tune.js';
import { TrainAdapter } from './application/train-adapter.js';
import { WatchFineTune } from './application/watch-fine-tune.js';
import { DatabaseFineTuneJournal } from './infrastructure/database-fine-tune.journal.js';
import { DatabaseFineTuneTurns } from './infrastructure/database-fine-tune.turns.js';
import { FineTuneRow } from './infrastructure/fine-tune.row.js';
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
import { TypeOrmFineTuneRepository } from './infrastructure/typeorm-fine-tune.repository.js';
import { FineTunesEvents } from './transport/fine-tunes.events.js';
import { FineTunesGrpcController } from './transport/fine-tunes.grpc.controller.js';

/** Tables of this feature. */
export const FINE_TUNE_ROWS = [FineTuneRow];

const USE_CASES = [RunFineTune, MakeAdapter, TrainAdapter, WatchFineTune, FindAdapter];
const TRL_LOCAL = [
  ...[TrlLocalFiles, PythonEnvironment, BaseWeightsCache],
  ...[LlamaCpp, TrainerProcess, TrainerTools],
];

/** Fine-tunes from request to adapter. */
@Module({})
export class FineTunesModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: FineTunesModule,
      controllers: [FineTunesGrpcController],
      providers: [
        { provide: TrainingConfig, useFactory: () => new TrainingConfig(env) },
        { provide: HostEnvironment, useFactory: () => new HostEnvironment(env) },
        { provide: ports.TrainerBackend, useClass: TrlLocalBackend },
        { provide: ports.TrainingQuestions, useClass: GrpcTrainingQuestions },
        { provide: ports.ModelRegistry, useClass: GrpcModelRegistry },
        { provide: ports.FineTuneRepository, useClass: TypeOrmFineTuneRepository },
        { provide: ports.FineTuneJournal, useClass: DatabaseFineTuneJournal },
        { provide: ports.CancelledExperiments, useClass: CancelledExperimentsTable },
        { provide: ports.FineTuneTurns, useClass: DatabaseFineTuneTurns },
        { provide: ports.Pulse, useClass: TimerPulse },
        ...USE_CASES,
        ...[FailFineTune, ReadFineTunes, FineTunesEvents],
        ...TRL_LOCAL,
      ],
    };
  }
}
