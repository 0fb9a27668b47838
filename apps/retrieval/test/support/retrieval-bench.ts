import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EventEnvelope,
  indexFailed,
  indexProgressed,
  indexReady,
  indexRequested,
  retrievalV1,
} from '@equipoise/contracts';
import { chunksOf } from '@equipoise/kernel';
import {
  Database,
  EventPublisher,
  GrpcClient,
  OnEvent,
  PlatformModule,
  startService,
} from '@equipoise/platform';
import { inRepository, modelFolder, temporaryFolder, TestPostgres } from '@equipoise/testing';
import { type DynamicModule, type INestApplication, Injectable, Module } from '@nestjs/common';
import { retrievalService } from '../../src/index.js';

const DEADLINE_MS = 60_000;

interface IndexRequest {
  readonly datasetVersionId: string;
  readonly chunkTokens: number;
  readonly overlapTokens: number;
}

interface Progress {
  readonly chunksDone: number;
  readonly chunksTotal: number;
}

/** Stands for the experiments service: it keeps what it is told about indexes. */
@Injectable()
export class Asker {
  readonly told: EventEnvelope<object>[] = [];
  readonly progress: EventEnvelope<Progress>[] = [];

  @OnEvent(indexReady)
  onIndexReady(event: EventEnvelope<object>): Promise<void> {
    this.told.push(event);
    return Promise.resolve();
  }

  @OnEvent(indexFailed)
  onIndexFailed(event: EventEnvelope<object>): Promise<void> {
    this.told.push(event);
    return Promise.resolve();
  }

  @OnEvent(indexProgressed)
  onIndexProgressed(event: EventEnvelope<Progress>): Promise<void> {
    this.progress.push(event);
    return Promise.resolve();
  }
}

@Module({})
class AskerModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: AskerModule,
      imports: [
        PlatformModule.forService({ service: 'experiments', env, entities: [], migrations: [] }),
      ],
      providers: [Asker],
    };
  }
}

interface Parts {
  readonly folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly postgres: TestPostgres;
  /** Of the retrieval service. */
  readonly env: NodeJS.ProcessEnv;
  readonly experiments: INestApplication;
  readonly client: GrpcClient<retrievalV1.RetrievalServiceClient>;
}

/** The retrieval service on a real PostgreSQL, with one who asks it for indexes. */
export class RetrievalBench {
  private constructor(
    private readonly parts: Parts,
    private retrieval: INestApplication,
  ) {}

  static async start(): Promise<RetrievalBench> {
    const models = await modelFolder('all-minilm-l6-v2');
    const folder = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const env = {
      DATABASE_URL: postgres.url,
      EMBEDDER_DIR: models,
      EMBEDDER_THREADS: '1',
      JOB_POLL_SECONDS: '2',
      LOG_LEVEL: 'fatal',
    };
    const urlOf = (name: string): string => `unix:${folder.path}/${name}.sock`;
    const experiments = await startService(
      { name: 'experiments', module: (given) => AskerModule.for(given) },
      { ...env, GRPC_URL: urlOf('experiments') },
    );
    const own = { ...env, GRPC_URL: urlOf('retrieval') };
    const retrieval = await startService(retrievalService, own);
    const client = new GrpcClient<retrievalV1.RetrievalServiceClient>(
      'retrieval',
      own.GRPC_URL,
      DEADLINE_MS,
    );
    return new RetrievalBench({ folder, postgres, env: own, experiments, client }, retrieval);
  }

  get client(): Parts['client'] {
    return this.parts.client;
  }

  get asker(): Asker {
    return this.parts.experiments.get(Asker);
  }

  get database(): Database {
    return this.retrieval.get(Database);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.retrieval.close();
    await this.parts.experiments.close();
    await this.parts.postgres.stop();
    await this.parts.folder.remove();
  }

  /** Ends the retrieval service, whatever it is doing. */
  async stopRetrieval(): Promise<void> {
    await this.retrieval.close();
  }

  /** @param over environment that differs from before, this once */
  async startRetrieval(over: NodeJS.ProcessEnv = {}): Promise<void> {
    this.retrieval = await startService(retrievalService, { ...this.parts.env, ...over });
  }

  /** Imports the demo corpus; gives its version. */
  async importDemo(): Promise<string> {
    const { dataset } = await this.client.upload('importDataset', demoUpload());
    if (!dataset) throw new Error('the import gave no dataset');
    return dataset.versionId;
  }

  /** Asks for an index in the name of a new experiment; gives that experiment's id. */
  async request(request: IndexRequest): Promise<string> {
    const experimentId = randomUUID();
    const { experiments } = this.parts;
    await experiments
      .get(Database)
      .transaction(() =>
        experiments.get(EventPublisher).publish(indexRequested, experimentId, request),
      );
    return experimentId;
  }

  /** What the experiment was told last about its index, once it was. */
  async answerTo(experimentId: string): Promise<Record<string, unknown>> {
    await until(() => this.asker.told.some((event) => event.experimentId === experimentId));
    const event = this.asker.told.findLast((one) => one.experimentId === experimentId);
    return event?.payload as Record<string, unknown>;
  }
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1_200; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited a minute for nothing');
}

async function* demoUpload(): AsyncGenerator<retrievalV1.ImportDatasetRequest> {
  yield { header: { name: 'demo', format: 'jsonl', strict: true, testShare: 0, seed: '' } };
  for (const [role, filename] of [
    ['documents', 'documents.jsonl'],
    ['questions', 'questions.jsonl'],
  ] as const) {
    yield { file: { role, filename } };
    const bytes = await readFile(inRepository('examples', 'demo', filename));
    for (const part of chunksOf([...bytes], 65_536)) yield { bytes: Buffer.from(part) };
  }
}

/** The lines of a JSONL file of the demo corpus. */
export async function demoRows<T>(filename: string): Promise<T[]> {
  const text = await readFile(join(inRepository('examples', 'demo'), filename), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
