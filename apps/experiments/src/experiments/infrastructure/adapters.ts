import type { Provider } from '@nestjs/common';
import { AdapterCheckStore, AnswerOrigins } from '../application/ports/adapter-checks.js';
import { EventLog, ProgressReader } from '../application/ports/journal-ports.js';
import { LabelRevisions } from '../application/ports/labels.js';
import { FineTuneStore, IndexStore } from '../application/ports/preparations.js';
import { QualificationStore } from '../application/ports/qualifications.js';
import {
  AnalysisEngine,
  AnalysisStore,
  ReportRenderer,
  ResultReader,
  WaveMonitor,
} from '../application/ports/results.js';
import { AnswerSource, QuestionSource } from '../application/ports/sources.js';
import {
  CellStore,
  ChunkStore,
  ExperimentStore,
  FactStore,
  IdempotencyKeys,
  Transactions,
} from '../application/ports/stores.js';
import { Planner, WorkPublisher } from '../application/ports/work.js';
import { ResumeNotice } from '../application/resume-experiments.js';
import { ExperimentNews } from '../application/watch-experiment.js';
import { AnalysisThread } from './analysis-thread.js';
import { DatabaseTransactions } from './database-transactions.js';
import { BesideScoresReader } from './beside-scores.reader.js';
import { EventWorkPublisher } from './event-work.publisher.js';
import { ExampleTexts } from './example-texts.js';
import { ExperimentProvenance, FullReportRenderer } from './full-report.renderer.js';
import { GrpcAnswerSource } from './grpc-answer.source.js';
import { GrpcQuestionSource } from './grpc-question.source.js';
import { LoggedResumeNotice } from './logged-resume-notice.js';
import { NotifiedNews } from './notified-news.js';
import { ScoreTableAnalysisEngine } from './score-table-analysis.engine.js';
import { ScoreTableWaveMonitor } from './score-table-wave.monitor.js';
import { AnswerTableReader } from './answer-table.reader.js';
import { ExperimentLedger } from './experiment-ledger.js';
import { GuardFactsReader } from './guard-facts.reader.js';
import { JudgeCallReader } from './judge-call.reader.js';
import { LabelReader } from './label.reader.js';
import { ScoreTableReader } from './score-table.reader.js';
import { SpecsPlanner } from './specs-planner.js';
import { SqlAdapterCheckStore } from './sql-adapter-check.store.js';
import { SqlAnalysisStore } from './sql-analysis.store.js';
import { SqlAnswerOrigins } from './sql-answer.origins.js';
import { SqlCellStore } from './sql-cell.store.js';
import { SqlChunkStore } from './sql-chunk.store.js';
import { SqlEventLog } from './sql-event-log.js';
import { SqlExperimentStore } from './sql-experiment.store.js';
import { SqlFactStore } from './sql-fact.store.js';
import { SqlFineTuneStore } from './sql-fine-tune.store.js';
import { SqlIdempotencyKeys } from './sql-idempotency-keys.js';
import { SqlIndexStore } from './sql-index.store.js';
import { SqlProgressReader } from './sql-progress.reader.js';
import { SqlQualificationStore } from './sql-qualification.store.js';
import { SqlResultReader } from './sql-result.reader.js';
import { Sql } from './sql.js';

/** Every port of the engine and what stands behind it. */
export const ADAPTERS: Provider[] = [
  ...[Sql, AnswerTableReader, JudgeCallReader, ExperimentLedger, ScoreTableReader],
  ...[AnalysisThread, ExampleTexts, ExperimentProvenance, LabelReader],
  ...[GuardFactsReader, BesideScoresReader],
  { provide: Transactions, useClass: DatabaseTransactions },
  { provide: ExperimentStore, useClass: SqlExperimentStore },
  { provide: IdempotencyKeys, useClass: SqlIdempotencyKeys },
  { provide: CellStore, useClass: SqlCellStore },
  { provide: ChunkStore, useClass: SqlChunkStore },
  { provide: FactStore, useClass: SqlFactStore },
  { provide: IndexStore, useClass: SqlIndexStore },
  { provide: QualificationStore, useClass: SqlQualificationStore },
  { provide: AdapterCheckStore, useClass: SqlAdapterCheckStore },
  { provide: AnswerOrigins, useClass: SqlAnswerOrigins },
  { provide: FineTuneStore, useClass: SqlFineTuneStore },
  { provide: LabelRevisions, useExisting: LabelReader },
  { provide: EventLog, useClass: SqlEventLog },
  { provide: ExperimentNews, useClass: NotifiedNews },
  { provide: ProgressReader, useClass: SqlProgressReader },
  { provide: ResultReader, useClass: SqlResultReader },
  { provide: AnalysisStore, useClass: SqlAnalysisStore },
  { provide: WorkPublisher, useClass: EventWorkPublisher },
  { provide: Planner, useClass: SpecsPlanner },
  { provide: AnswerSource, useClass: GrpcAnswerSource },
  { provide: QuestionSource, useClass: GrpcQuestionSource },
  { provide: AnalysisEngine, useClass: ScoreTableAnalysisEngine },
  { provide: WaveMonitor, useClass: ScoreTableWaveMonitor },
  { provide: ReportRenderer, useClass: FullReportRenderer },
  { provide: ResumeNotice, useClass: LoggedResumeNotice },
];
