import { join } from 'node:path';
import { type Analysis, analysisSchema, type experimentsV1 } from '@equipoise/contracts';
import { Database, GrpcClient, startService } from '@equipoise/platform';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import type { INestApplication } from '@nestjs/common';
import { experimentsService } from '../../src/index.js';
import { FakeAnswering, FakeInference } from './fake-inference.js';
import { FakeJudge, FakeJudging } from './fake-judging.js';
import { FakeIndexing, FakeRetrieval } from './fake-retrieval.js';
import { fakeService } from './fake-service.js';
import { FakeTrainer, FakeTraining } from './fake-training.js';
import { World } from './world.js';

const ENDED = ['completed', 'partially_failed', 'failed', 'cancelled'];

/** What a test says about an experiment; the rest is small and plain. */
export interface SpecChanges {
  readonly name?: string;
  readonly [field: string]: unknown;
}

/** The service on a real PostgreSQL and real gRPC, between neighbours that make their answers up. */
export class ExperimentsBench {
  readonly world = new World();
  client!: GrpcClient<experimentsV1.ExperimentsServiceClient>;
  private app: INestApplication | undefined;
  private readonly neighbours = new Map<string, INestApplication>();

  private constructor(
    private readonly postgres: TestPostgres,
    private readonly sockets: Awaited<ReturnType<typeof temporaryFolder>>,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<ExperimentsBench> {
    const sockets = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const url = (name: string): string => `unix:${join(sockets.path, `${name}.sock`)}`;
    const bench = new ExperimentsBench(postgres, sockets, {
      DATABASE_URL: postgres.url,
      DATABASE_POOL: '4',
      JOB_POLL_SECONDS: '2',
      LOG_LEVEL: 'error',
      EXPERIMENTS_URL: url('experiments'),
      RETRIEVAL_URL: url('retrieval'),
      TRAINING_URL: url('training'),
      INFERENCE_URL: url('inference'),
      JUDGING_URL: url('judging'),
      ...settings,
    });
    await bench.startNeighbours();
    await bench.startService();
    return bench;
  }

  async startService(): Promise<void> {
    const env = { ...this.env, GRPC_URL: this.env.EXPERIMENTS_URL };
    this.app = await startService(experimentsService, env);
    // A client that saw the service away waits before it tries again.
    this.client = new GrpcClient('experiments', this.env.EXPERIMENTS_URL ?? '', 20_000);
  }

  async stopService(): Promise<void> {
    await this.app?.close();
    this.client.close();
    this.app = undefined;
  }

  async stop(): Promise<void> {
    await this.stopService();
    for (const neighbour of this.neighbours.values()) await neighbour.close();
    await this.postgres.stop();
    await this.sockets.remove();
  }

  /** Answers the chunks that were held back. */
  async release(): Promise<void> {
    await this.neighbour('inference').get(FakeAnswering).release();
  }

  /** Tells what the judge showed in trials that were held back. */
  async releaseTrials(): Promise<void> {
    await this.neighbour('judging').get(FakeJudge).releaseTrials();
  }

  async query<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.neighbour('inference').get(Database).manager.query(sql, values);
  }

  /** A spec as JSON: one dataset of eight questions, one base, two repeats. */
  spec({ name = 'trial', ...changes }: SpecChanges = {}): string {
    return JSON.stringify({
      apiVersion: 'equipoise.dev/v1',
      kind: 'Experiment',
      metadata: { name },
      spec: {
        datasets: ['facts'],
        arms: [{ base: 'base', tuned: [{ model: 'tuned' }] }],
        contexts: ['closed-book'],
        judge: { model: 'judge', repeats: 2 },
        ...changes,
      },
    });
  }

  /** @returns the id of a new experiment */
  async create(changes: SpecChanges = {}): Promise<string> {
    const specJson = this.spec(changes);
    const { experiment } = await this.client.call('createExperiment', {
      specJson,
      idempotencyKey: '',
    });
    return experiment?.experimentId ?? '';
  }

  async get(experimentId: string): Promise<experimentsV1.Experiment> {
    const { experiment } = await this.client.call('getExperiment', { experimentId });
    if (!experiment) throw new Error(`no experiment ${experimentId}`);
    return experiment;
  }

  async untilEnded(experimentId: string): Promise<experimentsV1.Experiment> {
    let experiment = await this.get(experimentId);
    while (!ENDED.includes(experiment.status)) {
      await pause();
      experiment = await this.get(experimentId);
    }
    return experiment;
  }

  /** @throws ZodError when the document is not as published */
  async analysisOf(experimentId: string): Promise<Analysis> {
    const { analysisJson } = await this.client.call('getAnalysis', { experimentId });
    return analysisSchema.parse(JSON.parse(analysisJson));
  }

  async until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isTrue())) await pause();
  }

  async events(
    experimentId: string,
    afterEventId = 0,
  ): Promise<{ id: number; type: string; data: Record<string, unknown> }[]> {
    const events: { id: number; type: string; data: Record<string, unknown> }[] = [];
    const request = { experimentId, afterEventId };
    for await (const { eventId, type, dataJson } of this.client.stream(
      'watchExperiment',
      request,
    )) {
      events.push({
        id: eventId,
        type,
        data: JSON.parse(dataJson) as Record<string, unknown>,
      });
    }
    return events;
  }

  private neighbour(name: string): INestApplication {
    const neighbour = this.neighbours.get(name);
    if (!neighbour) throw new Error(`the neighbour "${name}" has not been started`);
    return neighbour;
  }

  private async startNeighbours(): Promise<void> {
    const services = [
      fakeService('inference', this.world, {
        controllers: [FakeInference],
        providers: [FakeAnswering],
      }),
      fakeService('retrieval', this.world, {
        controllers: [FakeRetrieval],
        providers: [FakeIndexing],
      }),
      fakeService('judging', this.world, { controllers: [FakeJudging], providers: [FakeJudge] }),
      fakeService('training', this.world, {
        controllers: [FakeTraining],
        providers: [FakeTrainer],
      }),
    ];
    for (const service of services) {
      const url = this.env[`${service.name.toUpperCase()}_URL`];
      const app = await startService(service, { ...this.env, GRPC_URL: url });
      this.neighbours.set(service.name, app);
    }
  }
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
