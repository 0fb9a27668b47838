import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@equipoise/testing';
import type { UploadPart } from '../../application/import-workspace.js';
import { DiskFullError, ImportTooLargeError } from '../../domain/datasets.errors.js';
import { TemporaryWorkspace } from './temporary-workspace.js';

const LIMIT = 1_000_000;

async function* anUpload(name: string, ...contents: Buffer[]): AsyncGenerator<UploadPart> {
  for (const bytes of contents) {
    yield await Promise.resolve({ kind: 'file', role: 'documents', name } as const);
    yield { kind: 'bytes', bytes };
  }
}

describe(TemporaryWorkspace.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let workspace: TemporaryWorkspace;
  beforeEach(async () => {
    folder = await temporaryFolder();
    workspace = new TemporaryWorkspace({
      folder: folder.path,
      maxUploadBytes: LIMIT,
      maxUnpackedBytes: LIMIT,
    });
  });
  afterEach(async () => {
    expect(await readdir(folder.path)).toEqual([]);
    await folder.remove();
  });

  const unpackedSizes = async (...contents: Buffer[]): Promise<number[]> =>
    workspace.use(async (desk) => {
      const sizes: number[] = [];
      for (const file of await desk.receive(anUpload('f', ...contents))) {
        const chunks = await Array.fromAsync(file.bytes());
        sizes.push(chunks.reduce((sum, { length }) => sum + length, 0));
      }
      return sizes;
    });

  it('keeps files apart and unpacks the ones that are packed', async () => {
    expect(await unpackedSizes(Buffer.alloc(10), gzipSync(Buffer.alloc(700)))).toEqual([10, 700]);
  });

  it('says that the disk is full, and where', async () => {
    const work = workspace.use(() =>
      Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' })),
    );
    await expect(work).rejects.toThrow(DiskFullError);
    await expect(work).rejects.toThrow(folder.path);
  });

  it('passes other failures on as they are', async () => {
    const failure = new Error('other');
    await expect(workspace.use(() => Promise.reject(failure))).rejects.toBe(failure);
  });

  it('stops unpacking when all files together pass the limit', async () => {
    const packed = gzipSync(Buffer.alloc(LIMIT * 0.6));
    await expect(unpackedSizes(packed)).resolves.toEqual([LIMIT * 0.6]);
    await expect(unpackedSizes(packed, packed)).rejects.toThrow(ImportTooLargeError);
  });

  it('names a file for messages without its control characters, and never uses the name as a path', async () => {
    const names = await workspace.use(async (desk) => {
      const files = await desk.receive(anUpload('../../a\u0000\n/b', Buffer.from('x')));
      return files.map(({ name }) => name);
    });
    expect(names).toEqual(['../../a/b']);
  });
});
