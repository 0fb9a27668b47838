import { join } from 'node:path';
import { type inferenceV1 } from '@equipoise/contracts';
import { GrpcClient, startService } from '@equipoise/platform';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import type { INestApplication } from '@nestjs/common';
import { inferenceService } from '../src/index.js';

export type InferenceClient = GrpcClient<inferenceV1.InferenceServiceClient>;

/** The inference service over a real PostgreSQL and real gRPC. */
export class InferenceUnderTest {
  readonly client: InferenceClient;

  private constructor(
    private readonly env: { readonly GRPC_URL: string; readonly RETRIEVAL_URL: string },
    private app: INestApplication,
    private readonly cleanUp: () => Promise<void>,
  ) {
    this.client = new GrpcClient('inference', env.GRPC_URL, 60_000);
  }

  /** Where the service looks for retrieval. */
  get retrievalUrl(): string {
    return this.env.RETRIEVAL_URL;
  }

  static async start(env: NodeJS.ProcessEnv = {}): Promise<InferenceUnderTest> {
    const folder = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const all = {
      DATABASE_URL: postgres.url,
      GRPC_URL: `unix:${join(folder.path, 'inference.sock')}`,
      RETRIEVAL_URL: `unix:${join(folder.path, 'retrieval.sock')}`,
      JOB_POLL_SECONDS: '2',
      LOG_LEVEL: 'fatal',
      ENDPOINT_BACKOFF_MS: '1',
      EQUIPOISE_CACHE: join(folder.path, 'models'),
      ...env,
    };
    const app = await startService(inferenceService, all);
    return new InferenceUnderTest(all, app, async () => {
      await postgres.stop();
      await folder.remove();
    });
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token as never, { strict: false });
  }

  /** Stops the process's part, as a deployment would, and starts it again on the same database. */
  async restart(): Promise<void> {
    await this.app.close();
    this.app = await startService(inferenceService, this.env);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.app.close();
    await this.cleanUp();
  }

  async register(model: Partial<inferenceV1.Model>): Promise<void> {
    await this.client.call('registerModel', { model: aModel(model) });
  }

  /** All outcomes of a batch, sorted by item and repeat. */
  async generate(
    request: Partial<inferenceV1.GenerateRequest>,
  ): Promise<inferenceV1.GenerationResult[]> {
    const found: inferenceV1.GenerationResult[] = [];
    const all = {
      model: 'scripted',
      purpose: 'probe',
      experimentId: '',
      items: [anItem()],
      ...request,
    };
    for await (const { results } of this.client.stream('generate', all)) found.push(...results);
    return found.sort((a, b) => a.itemId.localeCompare(b.itemId) || a.repeat - b.repeat);
  }
}

export function aModel(model: Partial<inferenceV1.Model>): inferenceV1.Model {
  return {
    name: 'scripted',
    provider: 'openai',
    base: '',
    adapterDigest: '',
    fingerprint: '',
    contextTokens: 4096,
    tokenProbabilities: true,
    status: '',
    endpoint: 'http://127.0.0.1:1/v1',
    remoteName: '',
    apiKeyRef: '',
    inputUsdPerMillion: 1,
    outputUsdPerMillion: 2,
    maxConcurrency: 4,
    timeoutMs: 5_000,
    licence: '',
    sizeBytes: 0,
    precision: '',
    chatTemplate: '',
    adapterRank: 0,
    ...model,
  };
}

export function anItem(item: Partial<inferenceV1.GenerationItem> = {}): inferenceV1.GenerationItem {
  return {
    itemId: 'item',
    messages: [{ role: 'user', content: `question ${(question += 1)}` }],
    prefill: '',
    decoding: { temperature: 1, topP: 1, maxTokens: 16, stop: [] },
    repeats: 1,
    scoreTokens: [],
    ...item,
  };
}

// Each item is a new prompt unless a test gives it one, so that nothing is found in the store.
let question = 0;
