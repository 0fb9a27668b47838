import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { retrievalV1 } from '@equipoise/contracts';
import { Database, GrpcClient, RemoteError, startService } from '@equipoise/platform';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import type { INestApplication } from '@nestjs/common';
import { DatasetReader } from '../../src/datasets/index.js';
import { retrievalService } from '../../src/index.js';
import { jsonLinesText } from './in-memory-import.js';

const DEADLINE_MS = 120_000;
const PART_BYTES = 64 * 1024;

/** Most bytes that an upload may have here. */
export const MAX_UPLOAD_BYTES = 20_000_000;

type Message = Partial<retrievalV1.ImportDatasetRequest>;

/** A file to upload: its role, and where it lies or what it holds. */
export type GivenFile = readonly [
  role: string,
  source: string | { readonly name: string; readonly content: string | Buffer },
];

/** The retrieval service on a real PostgreSQL, over real gRPC. */
export class DatasetsBench {
  private constructor(
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>> & { imports: string },
    private readonly postgres: TestPostgres,
    private readonly service: INestApplication,
    readonly client: GrpcClient<retrievalV1.RetrievalServiceClient>,
  ) {}

  /** @param importFolder where imports lie until they end; default: a folder of its own */
  static async start(importFolder?: string): Promise<DatasetsBench> {
    const folder = await temporaryFolder();
    const postgres = await TestPostgres.start();
    const imports = importFolder ?? join(folder.path, 'imports');
    await mkdir(imports, { recursive: true });
    const url = `unix:${folder.path}/retrieval.sock`;
    const service = await startService(retrievalService, {
      DATABASE_URL: postgres.url,
      GRPC_URL: url,
      LOG_LEVEL: 'fatal',
      IMPORT_FOLDER: imports,
      IMPORT_MAX_UPLOAD_BYTES: String(MAX_UPLOAD_BYTES),
    });
    const client = new GrpcClient<retrievalV1.RetrievalServiceClient>(
      'retrieval',
      url,
      DEADLINE_MS,
    );
    return new DatasetsBench({ ...folder, imports }, postgres, service, client);
  }

  get reader(): DatasetReader {
    return this.service.get(DatasetReader, { strict: false });
  }

  /** Rows of a query in the service's schema. */
  async query<T extends object>(sql: string): Promise<T[]> {
    return this.service.get(Database).manager.query<T[]>(sql);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.service.close();
    await this.postgres.stop();
    await this.folder.remove();
  }

  async import(
    header: Partial<retrievalV1.ImportHeader>,
    ...files: readonly GivenFile[]
  ): Promise<{ dataset: retrievalV1.Dataset; created: boolean }> {
    const { dataset, created } = await this.upload(messagesOf(header, files));
    if (!dataset) throw new Error('the answer holds no dataset');
    return { dataset, created };
  }

  async upload(
    messages: AsyncIterable<Message>,
    signal?: AbortSignal,
  ): Promise<retrievalV1.ImportDatasetResponse> {
    return this.client.upload('importDataset', messages, { signal });
  }

  /** What imports have left on disk. */
  async leftovers(): Promise<string[]> {
    return readdir(this.folder.imports);
  }

  async names(): Promise<string[]> {
    const { datasets } = await this.client.call('listDatasets', { limit: 200, cursor: '' });
    return datasets.map(({ name, version }) => `${name}@v${version}`);
  }

  async questions(versionId: string, split: 'train' | 'test'): Promise<retrievalV1.QuestionKey[]> {
    const request = { datasetVersionId: versionId, split };
    return (await this.client.call('listQuestions', request)).questions;
  }
}

export function aHeader(given: Partial<retrievalV1.ImportHeader>): retrievalV1.ImportHeader {
  return { name: 'demo', format: 'jsonl', strict: false, testShare: 0, seed: '', ...given };
}

async function* messagesOf(
  header: Partial<retrievalV1.ImportHeader>,
  files: readonly GivenFile[],
): AsyncGenerator<Message> {
  yield { header: aHeader(header) };
  for (const [role, source] of files) {
    const name = typeof source === 'string' ? basename(source) : source.name;
    yield { file: { role, filename: name } };
    const chunks =
      typeof source === 'string'
        ? createReadStream(source, { highWaterMark: PART_BYTES })
        : Readable.from(partsOf(Buffer.from(source.content as string)));
    for await (const bytes of chunks as AsyncIterable<Buffer>) yield { bytes };
  }
}

function* partsOf(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += PART_BYTES) {
    yield content.subarray(at, at + PART_BYTES);
  }
}

/** Files with so many documents and one question on each. */
export const aCorpus = (count: number, word = 'text'): [GivenFile, GivenFile] => {
  const ids = Array.from({ length: count }, (_, index) => `d${index}`);
  const documents = ids.map((id) => ({ id, text: `${word} of ${id}` }));
  const questions = ids.map((id) => ({
    id: `q-${id}`,
    question: id,
    answers: [id],
    documentIds: [id],
  }));
  return [
    ['documents', { name: 'documents.jsonl', content: jsonLinesText(...documents) }],
    ['questions', { name: 'questions.jsonl', content: jsonLinesText(...questions) }],
  ];
};

/** The error that a call ended with. */
export async function failure(work: Promise<unknown>): Promise<RemoteError> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof RemoteError)) {
    throw new Error(`expected a RemoteError, got ${String(error)}`);
  }
  return error;
}
