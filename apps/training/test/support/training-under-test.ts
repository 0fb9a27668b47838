import { chmod, copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
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
import { ModelCache } from '@equipoise/models';
import {
  Database,
  EmbeddedPostgres,
  EventPublisher,
  GrpcClient,
  OnEvent,
  PlatformModule,
  startService,
} from '@equipoise/platform';
import { inRepository, temporaryFolder } from '@equipoise/testing';
import { type DynamicModule, type INestApplication, Injectable, Module } from '@nestjs/common';
import { trainingService } from '../../src/index.js';
import { FakePeer, type Handlers } from './fake-peer.js';

type Payload<D> = D extends EventDefinition<infer P> ? P : never;
type Received<D> = EventEnvelope<Payload<D>>;

export const BASE = 'smollm2-135m';
export const DATASET = 'd'.repeat(64);

/** Stands for the experiments service: keeps what training tells it. */
@Injectable()
class Listener {
  readonly ready: Received<typeof adapterReady>[] = [];
  readonly failed: Received<typeof fineTuneFailed>[] = [];
  readonly progressed: Received<typeof fineTuneProgressed>[] = [];

  @OnEvent(adapterReady)
  async onReady(event: Received<typeof adapterReady>): Promise<void> {
    this.ready.push(event);
  }

  @OnEvent(fineTuneFailed)
  async onFailed(event: Received<typeof fineTuneFailed>): Promise<void> {
    this.failed.push(event);
  }

  @OnEvent(fineTuneProgressed)
  async onProgressed(event: Received<typeof fineTuneProgressed>): Promise<void> {
    this.progressed.push(event);
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

/** A question of the fake retrieval service. */
export interface FakeQuestion {
  readonly id: string;
  readonly text: string;
  readonly answer: string;
  readonly evidence: readonly string[];
}

export interface SetUp {
  readonly questions: readonly FakeQuestion[];
  /** Environment of the training service, beside addresses and folders. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What the fake inference service was told. */
export interface RegisteredAdapter {
  readonly name: string;
  readonly base: string;
  readonly path: string;
  readonly digest: string;
}

/** The training service with a real database and real gRPC, between neighbours that are not. */
export class TrainingUnderTest {
  readonly registered: RegisteredAdapter[] = [];
  private experiments!: INestApplication;
  private training!: INestApplication;
  private peers: FakePeer[] = [];
  client!: GrpcClient<trainingV1.TrainingServiceClient>;

  private constructor(
    readonly folder: string,
    private readonly removeFolders: () => Promise<void>,
    private readonly postgres: EmbeddedPostgres,
    private readonly setUp: SetUp,
  ) {}

  static async start(setUp: SetUp): Promise<TrainingUnderTest> {
    const folders = [await temporaryFolder(), await temporaryFolder()] as const;
    const postgres = await EmbeddedPostgres.start({ folder: folders[1].path });
    const removeFolders = async (): Promise<void> => {
      for (const { remove } of folders) await remove();
    };
    const test = new TrainingUnderTest(folders[0].path, removeFolders, postgres, setUp);
    test.peers = [
      await FakePeer.start('retrieval', test.url('retrieval'), retrieval(setUp.questions)),
      await FakePeer.start('inference', test.url('inference'), inference(test.registered)),
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

  get heard(): Listener {
    return this.experiments.get(Listener);
  }

  async startTraining(): Promise<void> {
    this.training = await startService(trainingService, this.env('training'));
  }

  async stopTraining(): Promise<void> {
    await this.training.close();
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.training.close();
    await this.experiments.close();
    for (const peer of this.peers) peer.stop();
    await this.postgres.stop();
    await this.removeFolders();
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

  /** Rows of a query in the training service's schema. */
  async query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.training.get(Database).manager.query<T[]>(sql, parameters);
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

  private url(service: string): string {
    return `unix:${this.folder}/${service}.sock`;
  }

  private env(service: string): NodeJS.ProcessEnv {
    return {
      DATABASE_URL: this.postgres.url,
      GRPC_URL: this.url(service),
      RETRIEVAL_URL: this.url('retrieval'),
      INFERENCE_URL: this.url('inference'),
      LOG_LEVEL: 'warn',
      JOB_POLL_SECONDS: '0.5',
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      TRAINING_DIR: join(this.folder, 'training'),
      EQUIPOISE_CACHE: join(this.folder, 'cache'),
      ...this.setUp.env,
    };
  }
}

export function aRequest(): FineTuneRequested {
  return {
    requestId: randomUUID(),
    base: BASE,
    datasetVersionId: DATASET,
    trainSize: 4,
    seed: 1,
    trainingFormat: 'with-context',
    settings: {
      method: 'lora',
      epochs: 1,
      effectiveBatchSize: 2,
      learningRate: 1e-3,
      rank: 4,
      alpha: 8,
      dropout: 0,
      topLayers: 4,
      maxSequenceTokens: 512,
    },
  };
}

/** Waits for something, at most 30 seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited 30 s for nothing');
}

/** A Python that trains nothing, and how it is told what to do. */
export class FakePython {
  private constructor(
    private readonly folder: string,
    readonly path: string,
  ) {}

  /** @param cache folder of downloads, which gets a stand-in for the base model's file */
  static async make(folder: string, cache: string): Promise<FakePython> {
    const path = join(folder, 'python');
    await mkdir(folder, { recursive: true });
    await copyFile(inRepository('apps/training/test/support/fake-python.cjs'), path);
    await chmod(path, 0o755);
    await copyFile(
      inRepository('apps/training/src/fine-tunes/infrastructure/trl-local/requirements.txt'),
      join(folder, 'requirements.txt'),
    );
    await placeStandIn(new ModelCache(cache));
    return new FakePython(folder, path);
  }

  /** How the next trainings go; see `fake-python.cjs`. */
  async behave(behaviour: {
    readonly steps?: number;
    readonly stepMs?: number;
    readonly refuse?: string;
    readonly crash?: {
      readonly afterStep: number;
      readonly signal?: NodeJS.Signals;
      readonly leaveHalf?: boolean;
      readonly words?: string;
    };
  }): Promise<void> {
    await writeFile(join(this.folder, 'starts.log'), '');
    await writeFile(join(this.folder, 'behaviour.json'), JSON.stringify(behaviour));
  }

  /** The trainings since `behave`: process id and the step each began at. */
  async starts(): Promise<{ pid: number; step: number }[]> {
    const text = await readFile(join(this.folder, 'starts.log'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ').map(Number))
      .map(([pid = 0, step = 0]) => ({ pid, step }));
  }
}

// A file of the right size that takes no room, marked as verified: nobody here reads its weights.
async function placeStandIn(models: ModelCache): Promise<void> {
  const model = models.model(BASE);
  for (const file of model.files) {
    const path = models.filePath(model, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '');
    await truncate(path, file.bytes);
    await models.stamp(model, file);
  }
}

function retrieval(questions: readonly FakeQuestion[]): Handlers {
  const find = (id: string): FakeQuestion => questions.find((one) => one.id === id) as FakeQuestion;
  return {
    listQuestions: () => ({
      questions: questions.map(({ id }) => ({ questionId: id, cluster: id })),
    }),
    getQuestions: ({ questionIds }: { questionIds: string[] }) => ({
      questions: questionIds
        .map(find)
        .map(({ id, text, answer }) => ({ questionId: id, text, references: [answer, 'another'] })),
    }),
    getContexts: ({ questionIds }: { questionIds: string[] }) => ({
      contexts: questionIds.map(find).map(({ id, evidence }) => ({
        questionId: id,
        passages: evidence.map((text) => ({ passageId: text, text })),
      })),
    }),
  };
}

function inference(registered: RegisteredAdapter[]): Handlers {
  return {
    getModel: ({ name }: { name: string }) => ({
      model:
        name === 'remote'
          ? { name, provider: 'openai', endpoint: 'https://models.example/v1', fingerprint: 'r' }
          : { name, provider: 'local', base: '', fingerprint: `fingerprint of ${name}` },
    }),
    registerAdapter: (adapter: RegisteredAdapter) => {
      registered.push(adapter);
      return { model: { name: adapter.name } };
    },
  };
}
