import { CancelledExperimentsTable, RunningExperiments } from '@equipoise/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { GenerationsModule } from '../generations/index.js';
import { AnswersSettings } from './answers.settings.js';
import { AnswerChunk } from './application/answer-chunk.js';
import { ChunkDesk } from './application/chunk-desk.js';
import { GetAnswers } from './application/get-answers.js';
import { AnswerEvents, AnswerRepository, ContextReader } from './application/ports.js';
import { GrpcContextReader } from './infrastructure/grpc-context.reader.js';
import { PublishedAnswerEvents } from './infrastructure/published-answer-events.js';
import { TypeOrmAnswerRepository } from './infrastructure/typeorm-answer.repository.js';
import { AnswersEvents } from './transport/answers.events.js';
import { AnswersGrpcController } from './transport/answers.grpc.controller.js';

/** Answers of arms to questions, chunk by chunk. */
@Module({})
export class AnswersModule {
  static for(settings: AnswersSettings): DynamicModule {
    return {
      module: AnswersModule,
      imports: [GenerationsModule],
      controllers: [AnswersGrpcController],
      exports: [ContextReader, RunningExperiments],
      providers: [
        AnswersEvents,
        AnswerChunk,
        ChunkDesk,
        GetAnswers,
        { provide: AnswersSettings, useValue: settings },
        { provide: AnswerRepository, useClass: TypeOrmAnswerRepository },
        CancelledExperimentsTable,
        RunningExperiments,
        { provide: AnswerEvents, useClass: PublishedAnswerEvents },
        { provide: ContextReader, useClass: GrpcContextReader },
      ],
    };
  }
}
