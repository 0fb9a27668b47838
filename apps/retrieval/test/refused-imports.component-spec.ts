import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import type { retrievalV1 } from '@equipoise/contracts';
import {
  aCorpus,
  aHeader,
  DatasetsBench,
  failure,
  type GivenFile,
  MAX_UPLOAD_BYTES,
} from './support/datasets-bench.js';
import { jsonLinesText } from './support/in-memory-import.js';

jest.setTimeout(120_000);

describe('a refused import stores and leaves nothing, and says why', () => {
  const bad = jsonLinesText(
    { id: 'q1', question: 'a', answers: ['x'] },
    { id: 'q2', question: 'b', answers: 'x' },
    { id: 'q1', question: 'c', answers: ['x'] },
  );
  const [documents] = aCorpus(4);
  const jsonl = (content: string): GivenFile => ['questions', { name: 'q.jsonl', content }];
  const json = (content: string | Buffer): GivenFile => ['questions', { name: 'q.json', content }];
  let bench: DatasetsBench;
  let before: string[];
  beforeAll(async () => {
    bench = await DatasetsBench.start();
  });
  afterAll(() => bench.stop());
  beforeEach(async () => {
    before = await bench.names();
  });
  afterEach(async () => {
    expect(await bench.names()).toEqual(before);
    expect(await bench.leftovers()).toEqual([]);
  });

  it.each<[string, Partial<retrievalV1.ImportHeader>, GivenFile[], [string, string]]>([
    ['an unknown format', { format: 'squad' }, [], ['INVALID_REQUEST', 'qasper']],
    ['a bad name', { name: 'My Data' }, [], ['INVALID_REQUEST', 'lower-case']],
    ['a share of 1', { testShare: 1 }, [], ['INVALID_REQUEST', 'below 1']],
    ['a missing role', {}, [documents], ['INVALID_REQUEST', 'questions or train or test']],
    [
      'an unknown role',
      {},
      [['corpus', { name: 'c', content: '' }]],
      ['INVALID_REQUEST', '"corpus"'],
    ],
    [
      'bad rows under strict',
      { strict: true },
      [documents, jsonl(bad)],
      ['BAD_ROWS', '2 rows are wrong'],
    ],
    [
      'no usable row',
      {},
      [documents, jsonl('{}\n{}')],
      ['UNUSABLE_DATASET', '2 rows were left out'],
    ],
    [
      'an empty test split',
      {},
      [documents, jsonl(jsonLinesText({ id: 'q', question: 'a', answers: ['x'], split: 'train' }))],
      ['UNUSABLE_DATASET', 'the test split is empty'],
    ],
    [
      'a cut-off JSON',
      { format: 'bioasq' },
      [json('{"questions": [{"id"')],
      ['UNREADABLE_FILE', 'cut off'],
    ],
    ['no JSON', { format: 'qasper' }, [json('{"a": nonsense}')], ['UNREADABLE_FILE', 'no JSON']],
    [
      'a cut-off archive',
      { format: 'qasper' },
      [json(gzipSync('{"a": {}}').subarray(0, 15))],
      ['UNREADABLE_FILE', 'damaged or cut off'],
    ],
  ])('for %s', async (_, header, files, [code, message]) => {
    const error = await failure(bench.import({ name: 'refused', ...header }, ...files));
    expect(error).toMatchObject({ kind: 'invalid', code: `RETRIEVAL.${code}` });
    expect(error.message).toContain(message);
    expect(error.violations.length).toBeGreaterThan(0);
  });

  it('with file, line, field and value of each bad row', async () => {
    const work = bench.import({ name: 'refused', strict: true }, documents, jsonl(bad));
    const [type, twice] = (await failure(work)).violations;
    expect(type?.path).toBe('q.jsonl: 2: answers');
    expect(type?.message).toContain('(got x)');
    expect(twice?.path).toBe('q.jsonl: 3: id');
    expect(twice?.message).toContain('(got q1)');
  });

  it('when the upload is larger than allowed', async () => {
    const large: GivenFile = [
      'documents',
      { name: 'd', content: Buffer.alloc(MAX_UPLOAD_BYTES + 1) },
    ];
    const error = await failure(bench.import({ name: 'refused' }, large));
    expect(error).toMatchObject({ kind: 'invalid', code: 'RETRIEVAL.IMPORT_TOO_LARGE' });
    expect(error.message).toContain('IMPORT_MAX_UPLOAD_BYTES');
  });

  it('when the disk of the database is full', async () => {
    await bench.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await bench.query(
      'CREATE TRIGGER full_disk AFTER INSERT ON questions EXECUTE FUNCTION refuse()',
    );
    const error = await failure(bench.import({ name: 'refused' }, ...aCorpus(4)));
    await bench.query('DROP TRIGGER full_disk ON questions');
    expect(error).toMatchObject({ kind: 'exhausted', code: 'PLATFORM.DATABASE_FULL' });
    expect(error.message).toMatch(/disk of the database is full \(could not extend file\).*free/);
    expect(await bench.query('SELECT 1 FROM documents')).toEqual([]);
  });

  it('when its messages come in no order', async () => {
    const header = aHeader({ name: 'refused' });
    const early = async function* (): AsyncGenerator<object> {
      yield { header };
      yield { bytes: Buffer.from('x') };
    };
    const headless = async function* (): AsyncGenerator<object> {
      yield { file: { role: 'documents', filename: 'd' } };
    };
    expect((await failure(bench.upload(early()))).message).toContain('a file must be named first');
    expect((await failure(bench.upload(headless()))).message).toContain('header');
  });

  it('when the sender gives up in the middle', async () => {
    const controller = new AbortController();
    const endless = async function* (): AsyncGenerator<object> {
      yield { header: aHeader({ name: 'refused' }) };
      yield { file: { role: 'documents', filename: 'd' } };
      yield { bytes: Buffer.from('{"id": "d", "text": "x"}\n') };
      while ((await bench.leftovers()).length === 0) await pause(10);
      controller.abort();
      await pause(60_000, undefined, { signal: controller.signal }).catch(() => undefined);
    };
    const error = await failure(bench.upload(endless(), controller.signal));
    expect(error.kind).toBe('cancelled');
    while ((await bench.leftovers()).length > 0) await pause(10);
  });
});
