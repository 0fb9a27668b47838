import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import {
  adapterReady,
  type EventEnvelope,
  type EventDefinition,
  experimentCancelled,
  fineTuneFailed,
  fineTuneProgressed,
  type FineTuneRequested,
  fineTuneRequested,
  type trainingV1,
} from '@equipoise/contracts';
import {
  Database,
  EventPublisher,
  GrpcClient,
  OnEvent,
  PlatformModule,
  startService,
} from '@equipoise/platform';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import { type DynamicModule, type INestApplication, Injectable, Module } from '@nestjs/common';
import { trainingService } from '../../src/index.js';
import { aRequest } from './a-request.js';
import {
  FakeInference,
  type FakeQuestion,
  fakeRetrieval,
  type RegisteredAdapter,
} from './fake-neighbours.js';
import { FakePeer } from './fake-peer.js';

type Payload<D> = D extends EventDefinition<infer P> ? P : never;
type Received<D> = EventEnvelope<Payload<D>>;

/** Stands for the experiments service: keeps what training tells it. */
@Injectable()
class Listener {
  readonly ready: Received<typeof adapterReady>[] = [];
  readonly failed: Received<typeof fineTuneFailed>[] = [];
  readonly progressed: Received<typeof fineTuneProgressed>[] = [];

  @OnEvent(adapterReady)
  onReady(event: Received<typeof adapterReady>): Promise<void> {
    this.ready.push(event);
    return Promise.resolve();
  }

  @OnEvent(fineTuneFailed)
  onFailed(event: Received<typeof fineTuneFailed>): Promise<void> {
    this.failed.push(event);
    return Promise.resolve();
  }

  @OnEvent(fineTuneProgressed)
  onProgressed(event: Received<typeof fineTuneProgressed>): Promise<void> {
    this.progressed.push(event);
    return Promise.resolve();
  }
}

@Module({})
class ListenerModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    const service = 'experiments';
    return {
      module: ListenerModule,
      imports: [PlatformModule.forService({ service, env, entities: [], migrations: [] })],
      providers: [Listener],
    };
  }
}

export interface SetUp {
  readonly questions: readonly FakeQuestion[];
  /** Environment of the training service, beside addresses and folders. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The training service with a real database and real gRPC, between neighbours that are not. */
export class TrainingUnderTest {
  readonly inference = new FakeInference();
  private experiments!: INestApplication;
  private training!: INestApplication;
  private replica: INestApplication | undefined;
  private peers: FakePeer[] = [];
  client!: GrpcClient<trainingV1.TrainingServiceClient>;

  private constructor(
    readonly folder: string,
    private readonly removeFolder: () => Promise<void>,
    private readonly postgres: TestPostgres,
    private readonly setUp: SetUp,
  ) {}

  static async start(setUp: SetUp): Promise<TrainingUnderTest> {
    const folder = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const test = new TrainingUnderTest(folder.path, folder.remove, postgres, setUp);
    test.peers = [
      await FakePeer.start('retrieval', test.url('retrieval'), fakeRetrieval(setUp.questions)),
      await FakePeer.start('inference', test.url('inference'), test.inference.handlers),
    ];
    const listener = {
      name: 'experiments',
      module: ListenerModule.for.bind(ListenerModule),
    } as const;
    test.experiments = await startService(listener, test.env('experiments'));
    await test.startTraining();
    test.client = new GrpcClient('training', test.url('training'), 20_000);
    return test;
  }

  /** The adapters that inference took. */
  get registered(): readonly RegisteredAdapter[] {
    return this.inference.registered;
  }

  /** A part of the training service. */
  part<T>(type: abstract new (...args: never[]) => T): T {
    return this.training.get(type);
  }

  get heard(): Listener {
    return this.experiments.get(Listener);
  }

  async startTraining(): Promise<void> {
    this.training = await startService(trainingService, this.env('training'));
  }

  async stopTraining(): Promise<void> {
    await this.training.close();
  }

  /** A second service on the same database. */
  async startReplica(): Promise<void> {
    const env = { ...this.env('training'), GRPC_URL: this.url('replica'), HTTP_PORT: undefined };
    this.replica = await startService(trainingService, env);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.replica?.close();
    await this.training.close();
    await this.experiments.close();
    for (const peer of this.peers) peer.stop();
    await this.postgres.stop();
    await this.removeFolder();
  }

  /** Asks for a fine-tune as an experiment does. @returns ids of request and experiment */
  async request(
    wanted: Partial<FineTuneRequested> = {},
    experimentId: string = randomUUID(),
  ): Promise<{ requestId: string; experimentId: string }> {
    const request = { ...aRequest(), ...wanted };
    await this.publish(fineTuneRequested, experimentId, request);
    return { requestId: request.requestId, experimentId };
  }

  async cancel(experimentId: string): Promise<void> {
    await this.publish(experimentCancelled, experimentId, { reason: 'changed my mind' });
  }

  /** The adapter that a request got. */
  async readyOf(requestId: string): Promise<Payload<typeof adapterReady>> {
    return this.heardAbout(this.heard.ready, requestId);
  }

  /** Why a request got none. */
  async failureOf(requestId: string): Promise<Payload<typeof fineTuneFailed>> {
    return this.heardAbout(this.heard.failed, requestId);
  }

  async fineTune(fineTuneId: string): Promise<trainingV1.FineTune> {
    const { fineTune } = await this.client.call('getFineTune', { fineTuneId });
    return fineTune as trainingV1.FineTune;
  }

  /** The fine-tune that a request is about, once the service has seen the request. */
  async fineTuneIdOf(requestId: string): Promise<string> {
    const ids: string[] = [];
    await until(async () => {
      const sql = 'SELECT fine_tune_id AS id FROM fine_tune_requests WHERE request_id = $1';
      ids.push(...(await this.query<{ id: string }>(sql, [requestId])).map(({ id }) => id));
      return ids.length > 0;
    });
    return ids[0] as string;
  }

  /** Rows of a query in the training service's schema. */
  async query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.training.get(Database).manager.query<T[]>(sql, parameters);
  }

  /** A statement on the whole database, also while the training service is down. */
  async sql(statement: string, parameters: unknown[] = []): Promise<void> {
    await this.experiments.get(Database).manager.query(statement, parameters);
  }

  private async publish<P>(
    event: EventDefinition<P>,
    experimentId: string,
    payload: P,
  ): Promise<void> {
    const publisher = this.experiments.get(EventPublisher);
    await this.experiments
      .get(Database)
      .transaction(() => publisher.publish(event, experimentId, payload));
  }

  private async heardAbout<P extends { requestId: string }>(
    events: readonly EventEnvelope<P>[],
    requestId: string,
  ): Promise<P> {
    const find = (): EventEnvelope<P> | undefined =>
      events.find(({ payload }) => payload.requestId === requestId);
    await until(() => find() !== undefined);
    return (find() as EventEnvelope<P>).payload;
  }

  private url(service: string): string {
    return `unix:${this.folder}/${service}.sock`;
  }

  private env(service: string): NodeJS.ProcessEnv {
    return {
      DATABASE_URL: this.postgres.url,
      GRPC_URL: this.url(service),
      RETRIEVAL_URL: this.url('retrieval'),
      INFERENCE_URL: this.url('inference'),
      LOG_LEVEL: 'fatal',
      JOB_POLL_SECONDS: '2',
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      TRAINING_DIR: join(this.folder, 'training'),
      EQUIPOISE_CACHE: join(this.folder, 'cache'),
      ...(service === 'training' && this.setUp.env),
    };
  }
}

/** Waits for something, at most so many seconds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  for (let i = 0; i < 20 * seconds; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${seconds} s for nothing`);
}
