import { join } from 'node:path';
import {
  type inferenceV1,
  type judgementsFailed,
  type JudgementsReady,
  judgementsRequested,
  type JudgementsRequested,
  type judgingV1,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher, GrpcClient, startService } from '@equipoise/platform';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import type { INestApplication } from '@nestjs/common';
import { judgingService } from '../../src/index.js';
import { FakeInference, FakeRetrieval, serve, withSteps } from './fake-peers.js';

type FailedPayload = ReturnType<(typeof judgementsFailed)['parse']>['payload'];

/** A job in the queue of the experiments service: what judging has published. */
type Published =
  | { topic: 'judging.judgements-ready.v1'; payload: JudgementsReady }
  | { topic: 'judging.judgements-failed.v1'; payload: FailedPayload };

export const DATASET = 'd'.repeat(64);
const EXPERIMENT = '5f0c8a54-0c29-4c1a-9a15-6b6f3f2f7f01';

/** The judging service on a real PostgreSQL and real gRPC, between fake neighbours. */
export class JudgingBench {
  readonly inference = new FakeInference();
  readonly retrieval = new FakeRetrieval();
  private chunks = 0;

  private constructor(
    readonly app: INestApplication,
    readonly client: GrpcClient<judgingV1.JudgingServiceClient>,
    private readonly stops: readonly (() => unknown)[],
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<JudgingBench> {
    const sockets = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const socket = (name: string): string => `unix:${join(sockets.path, `${name}.sock`)}`;
    const app = await startService(judgingService, {
      DATABASE_URL: postgres.url,
      GRPC_URL: socket('judging'),
      INFERENCE_URL: socket('inference'),
      RETRIEVAL_URL: socket('retrieval'),
      JOB_POLL_SECONDS: '2',
      LOG_LEVEL: 'fatal',
      ...settings,
    });
    const client = new GrpcClient<judgingV1.JudgingServiceClient>(
      'judging',
      socket('judging'),
      20_000,
    );
    const stops: (() => unknown)[] = [() => postgres.stop(), sockets.remove];
    const bench = new JudgingBench(app, client, stops);
    stops.unshift(
      await serve('inference', bench.inference.methods, socket('inference')),
      await serve('retrieval', bench.retrieval.methods, socket('retrieval')),
    );
    return bench;
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.app.close();
    for (const stop of this.stops) await stop();
  }

  /** Forgets what the judge was asked, and has it score every answer with 4. */
  reset(): void {
    this.inference.requests.length = 0;
    this.inference.refusal = () => undefined;
    this.inference.judge = withSteps(() => ({ text: '4' }));
  }

  /** Puts answers and their questions into the neighbours; @returns the answers of a chunk. */
  given(texts: readonly string[]): JudgementsRequested['answers'] {
    const chunk = (this.chunks += 1);
    const answers = texts.map((text, i) => anAnswer(`c${chunk}-q${i}`, text));
    this.inference.answers.push(...answers);
    this.retrieval.questions.push(
      ...answers.map(({ questionId }) => ({
        questionId,
        text: `question ${questionId}?`,
        references: [`reference of ${questionId}`],
      })),
    );
    return answers.map(({ answerId, questionId }) => ({ answerId, questionId }));
  }

  /** Asks for judgements as the experiments service does, and waits for what is published. */
  async judge(request: Partial<JudgementsRequested>): Promise<Published> {
    const chunkId = request.chunkId ?? contentId(['chunk', (this.chunks += 1)]);
    await this.request({ ...request, chunkId });
    return this.published(chunkId);
  }

  /** The same where judgements must come of it. */
  async ready(request: Partial<JudgementsRequested>): Promise<JudgementsReady> {
    const published = await this.judge(request);
    if (published.topic === 'judging.judgements-ready.v1') return published.payload;
    throw new Error(`no judgements came: ${published.payload.reason}`);
  }

  async request(
    request: Partial<JudgementsRequested>,
    experimentId: string = EXPERIMENT,
  ): Promise<void> {
    const payload: JudgementsRequested = {
      chunkId: contentId(['chunk', this.chunks]),
      datasetVersionId: DATASET,
      answers: [],
      judge: 'judge',
      estimator: 'samples',
      steps: 'judge',
      repeats: 1,
      temperature: 1,
      criteria: [{ name: 'accuracy', version: 1 }],
      seed: 'seed',
      ...request,
    };
    await this.app.get(Database).transaction(async () => {
      const publisher = this.app.get<EventPublisher>(EventPublisher);
      await publisher.publish(judgementsRequested, experimentId, payload);
    });
  }

  async published(chunkId: string): Promise<Published> {
    let found: Published | undefined;
    await this.until(async () => {
      [found] = await this.publishedAbout(chunkId);
      return found !== undefined;
    });
    return found as unknown as Published;
  }

  async publishedAbout(chunkId: string): Promise<Published[]> {
    // The queue's tables are made when judging publishes for the first time.
    const [queue] = await this.query(`SELECT to_regclass('experiments_jobs.job') AS job`);
    if (!(queue as { job: unknown }).job) return [];
    const rows = await this.query<{ name: string; data: { payload: never } }>(
      `SELECT name, data FROM experiments_jobs.job WHERE data->'payload'->>'chunkId' = $1`,
      [chunkId],
    );
    return rows.map(({ name, data }) => ({ topic: name, payload: data.payload }) as Published);
  }

  async query<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.app.get(Database).manager.query(sql, values);
  }

  /** Waits until no job of judging is waiting or being worked on. */
  async idle(): Promise<void> {
    await this.until(async () => {
      const [row] = await this.query<{ count: string }>(
        `SELECT count(*) FROM judging_jobs.job WHERE state IN ('created', 'retry', 'active')
         AND name LIKE '%.v1'`,
      );
      return row?.count === '0';
    });
  }

  /** Waits until a condition holds; the test's own limit ends a wait in vain. */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function anAnswer(questionId: string, text: string): inferenceV1.Answer {
  return {
    answerId: contentId(['answer', questionId]),
    experimentId: EXPERIMENT,
    cellId: contentId('cell'),
    questionId,
    datasetVersionId: DATASET,
    sample: 0,
    status: 'answered',
    text,
    failure: '',
    generationId: 'f'.repeat(64),
    finishReason: 'stop',
    promptTokens: 1,
    completionTokens: 1,
    latencyMs: 1,
    costUsd: 0,
    modelFingerprint: 'secret-arm-fingerprint',
    passages: [{ passageId: 'p', title: 't', text: 'secret context', relevant: true }],
  };
}
