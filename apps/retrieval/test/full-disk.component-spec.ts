import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { SmallDisk } from '@equipoise/testing';
import { aCorpus, DatasetsBench, failure, type GivenFile } from './support/datasets-bench.js';
import { jsonLinesText } from './support/in-memory-import.js';

jest.setTimeout(120_000);
/** Less than is held back in memory before it is written: what is written at once does not fit. */
const DISK_BYTES = 500_000;
const canMount = SmallDisk.isAvailable('an import on a full disk');

(canMount ? describe : describe.skip)('an import on a full disk stores and leaves nothing', () => {
  let disk: SmallDisk;
  let bench: DatasetsBench;
  beforeAll(async () => {
    disk = SmallDisk.make(DISK_BYTES);
    bench = await DatasetsBench.start(disk.path);
  });
  afterAll(async () => {
    await bench.stop();
    disk.remove();
  });
  afterEach(async () => {
    expect(await bench.names()).toEqual([]);
    expect(await bench.query('SELECT 1 FROM documents')).toEqual([]);
    expect(await bench.leftovers()).toEqual([]);
  });

  const [, questions] = aCorpus(4);
  const text = jsonLinesText(
    ...Array.from({ length: 1_000 }, (_, i) => ({ id: `d${i}`, text: `${i} `.repeat(200) })),
  );
  const refusal = { kind: 'exhausted', code: 'RETRIEVAL.DISK_FULL' };

  it.each<[string, string | Buffer]>([
    ['while it is received', Buffer.alloc(2 * DISK_BYTES, text)],
    ['while a small archive of much text is read', gzipSync(text)],
  ])('%s, and names the folder and the way out', async (_, content) => {
    const documents: GivenFile = ['documents', { name: 'd.jsonl', content }];
    const error = await failure(bench.import({ name: 'large' }, documents, questions));
    expect(error).toMatchObject(refusal);
    expect(error.message).toContain(`no space is left in ${disk.path}`);
    expect(error.message).toContain('IMPORT_FOLDER');
  });
});
