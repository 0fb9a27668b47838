import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import type { retrievalV1 } from '@equipoise/contracts';
import { inRepository } from '@equipoise/testing';
import { aCorpus, DatasetsBench, failure, type GivenFile } from './support/datasets-bench.js';
import { jsonLinesText } from './support/in-memory-import.js';

jest.setTimeout(120_000);

const DEMO: GivenFile[] = [
  ['documents', inRepository('examples/demo/documents.jsonl')],
  ['questions', inRepository('examples/demo/questions.jsonl')],
];

describe('datasets over gRPC', () => {
  let bench: DatasetsBench;
  beforeAll(async () => {
    bench = await DatasetsBench.start();
  });
  afterAll(() => bench.stop());
  afterEach(async () => {
    expect(await bench.leftovers()).toEqual([]);
  });

  describe('the demo corpus', () => {
    let demo: retrievalV1.Dataset;
    beforeAll(async () => {
      ({ dataset: demo } = await bench.import({ name: 'demo', strict: true }, ...DEMO));
    });

    it('is imported whole', () => {
      expect(demo).toMatchObject({
        ...{ name: 'demo', version: 1, format: 'jsonl', documents: 60 },
        ...{ trainQuestions: 120, testQuestions: 40, unanswerable: 5 },
        ...{ evidenceUnmatched: 0, rowsSkipped: 0, issues: [] },
      });
      expect(demo.versionId).toMatch(/^[0-9a-f]{64}$/);
    });

    it('is one version however often it is imported, also at the same time', async () => {
      const again = await Promise.all([
        bench.import({ name: 'demo' }, ...DEMO),
        bench.import({ name: 'demo' }, ...DEMO),
      ]);
      for (const { dataset, created } of again) {
        expect(created).toBe(false);
        expect(dataset).toEqual(demo);
      }
    });

    it('is the same content under another name', async () => {
      const { dataset, created } = await bench.import({ name: 'demo-copy' }, ...DEMO);
      expect(created).toBe(true);
      expect(dataset).toMatchObject({ name: 'demo-copy', version: 1, versionId: demo.versionId });
      const found = await bench.client.call('getDataset', { ref: 'demo-copy@v1' });
      expect(found.dataset).toEqual(dataset);
    });

    it('is found by name, number and hash', async () => {
      for (const ref of ['demo', 'demo@v1', demo.versionId]) {
        expect((await bench.client.call('getDataset', { ref })).dataset).toEqual(demo);
      }
    });

    it('gives its questions in import order, and whole ones in the order asked for', async () => {
      const test = await bench.questions(demo.versionId, 'test');
      const train = await bench.questions(demo.versionId, 'train');
      expect([train.length, test.length]).toEqual([120, 40]);
      expect(train[0]).toEqual({ questionId: 'q001', cluster: 'island-overview' });
      const questionIds = [test[3]?.questionId ?? '', 'q003', 'q001'];
      const request = { datasetVersionId: demo.versionId, questionIds };
      const { questions } = await bench.client.call('getQuestions', request);
      expect(questions.map(({ questionId }) => questionId)).toEqual(questionIds);
      expect(questions[2]).toMatchObject({
        ...{ text: 'How many residents does Vennoray have?', type: 'factoid', split: 'train' },
        ...{ references: ['6,840 residents', '6,840'], documentIds: ['island-overview'] },
      });
      expect(questions[2]?.evidence[0]).toMatch(/^Vennoray is a self-governing island/);
    });

    it('shares no cluster between its splits', async () => {
      const test = new Set((await bench.questions(demo.versionId, 'test')).map((q) => q.cluster));
      const train = await bench.questions(demo.versionId, 'train');
      expect(train.filter(({ cluster }) => test.has(cluster))).toEqual([]);
    });

    it('names what does not exist', async () => {
      const unknown = { datasetVersionId: demo.versionId, questionIds: ['q001', 'q999'] };
      const question = await failure(bench.client.call('getQuestions', unknown));
      expect(question).toMatchObject({ kind: 'not_found', code: 'RETRIEVAL.QUESTION_NOT_FOUND' });
      expect(question.message).toContain('q999');
      const version = await failure(bench.questions('0'.repeat(64), 'train'));
      expect(version).toMatchObject({ kind: 'not_found', code: 'RETRIEVAL.DATASET_NOT_FOUND' });
    });

    it.each([
      ['dmeo', 'did you mean demo'],
      ['demo@v9', 'did you mean demo@v1 (the newest)?'],
      ['nothing-like-it', 'dataset nothing-like-it does not exist'],
      ['f'.repeat(64), 'does not exist'],
    ])('answers %s with what may have been meant', async (ref, message) => {
      const error = await failure(bench.client.call('getDataset', { ref }));
      expect(error).toMatchObject({ kind: 'not_found', code: 'RETRIEVAL.DATASET_NOT_FOUND' });
      expect(error.message).toContain(message);
    });
  });

  it('numbers other content of a name, and finds the newest', async () => {
    const first = await bench.import({ name: 'numbered' }, ...aCorpus(8));
    const second = await bench.import({ name: 'numbered' }, ...aCorpus(9));
    expect([first.dataset.version, second.dataset.version]).toEqual([1, 2]);
    const { dataset } = await bench.client.call('getDataset', { ref: 'numbered' });
    expect(dataset).toEqual(second.dataset);
    const old = await bench.client.call('getDataset', { ref: 'numbered@v1' });
    expect(old.dataset).toEqual(first.dataset);
  });

  it('makes the split by document from share and seed', async () => {
    const files = aCorpus(40);
    const half = await bench.import({ name: 'halves', testShare: 0.5 }, ...files);
    const other = await bench.import({ name: 'halves', testShare: 0.5, seed: 'x' }, ...files);
    expect(half.dataset).toMatchObject({ trainQuestions: 20, testQuestions: 20 });
    expect(other.dataset.versionId).not.toBe(half.dataset.versionId);
  });

  it('unpacks gzip by its first bytes', async () => {
    const [documents, questions] = aCorpus(12, 'packed').map(([role, source]) => {
      const content = gzipSync((source as { content: string }).content);
      return [role, { name: 'no-such-ending', content }] as const;
    }) as [GivenFile, GivenFile];
    const plain = await bench.import({ name: 'packed' }, ...aCorpus(12, 'packed'));
    const packed = await bench.import({ name: 'packed' }, documents, questions);
    expect(packed).toMatchObject({
      created: false,
      dataset: { versionId: plain.dataset.versionId },
    });
  });

  it('reads documents back page by page, in import order, and questions by id', async () => {
    const { dataset } = await bench.import({ name: 'paged' }, ...aCorpus(250));
    const documents = await Array.fromAsync(bench.reader.documents(dataset.versionId));
    expect(documents.map(({ documentId }) => documentId)).toEqual(
      Array.from({ length: 250 }, (_, index) => `d${index}`),
    );
    expect(documents[249]).toEqual({ documentId: 'd249', title: '', paragraphs: ['text of d249'] });
    const [question] = await bench.reader.questions(dataset.versionId, ['q-d7']);
    expect(question).toMatchObject({ questionId: 'q-d7', references: ['d7'], documentIds: ['d7'] });
    await expect(Array.fromAsync(bench.reader.documents('0'.repeat(64)))).rejects.toThrow(
      'does not exist',
    );
  });

  it('lists versions newest first, page by page, each once', async () => {
    const listed: string[] = [];
    let cursor = '';
    do {
      const page = await bench.client.call('listDatasets', { limit: 2, cursor });
      expect(page.datasets.length).toBeLessThanOrEqual(2);
      listed.push(...page.datasets.map(({ name, version }) => `${name}@v${version}`));
      cursor = page.nextCursor;
    } while (cursor !== '');
    expect(listed).toEqual(await bench.names());
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed[0]).toBe('paged@v1');
    expect(listed.at(-1)).toBe('demo@v1');
  });

  it.each([
    ['cursor', { limit: 2, cursor: 'bm8' }],
    ['limit', { limit: 201, cursor: '' }],
    ['limit', { limit: -1, cursor: '' }],
  ])('refuses a wrong %s', async (path, request) => {
    const error = await failure(bench.client.call('listDatasets', request));
    expect(error).toMatchObject({ kind: 'invalid', violations: [{ path }] });
  });

  it('refuses a wrong split and too many ids', async () => {
    const split = { datasetVersionId: 'x', split: 'dev' };
    expect((await failure(bench.client.call('listQuestions', split))).message).toContain('"dev"');
    const ids = { datasetVersionId: 'x', questionIds: Array.from({ length: 1_001 }, String) };
    expect((await failure(bench.client.call('getQuestions', ids))).message).toContain('1001');
  });

  it('leaves bad rows out, counts them and keeps the first hundred issues', async () => {
    const [documents] = aCorpus(4, 'other');
    const rows = [
      { id: 'q1', question: 'a', answers: ['x'], documentIds: ['d1'], evidence: ['Nowhere.'] },
      ...Array.from({ length: 120 }, (_, i) => ({ id: `bad${i}`, question: i, answers: ['x'] })),
    ];
    const questions: GivenFile = [
      'questions',
      { name: 'q.jsonl', content: jsonLinesText(...rows) },
    ];
    const { dataset } = await bench.import({ name: 'lenient' }, documents, questions);
    expect(dataset).toMatchObject({ testQuestions: 1, rowsSkipped: 120, evidenceUnmatched: 1 });
    expect(dataset.issues).toHaveLength(100);
    expect(dataset.issues[0]).toMatchObject({
      ...{ file: 'q.jsonl', line: 2, field: 'question', value: '0', severity: 'error' },
    });
    const stored = await bench.client.call('getDataset', { ref: 'lenient' });
    expect(stored.dataset).toEqual(dataset);
  });

  it('warns of evidence that no paragraph holds and of an empty train split', async () => {
    const [documents] = aCorpus(4, 'third');
    const row = {
      id: 'q',
      question: 'a',
      answers: ['x'],
      documentIds: ['d1'],
      evidence: ['Nowhere.'],
    };
    const test: GivenFile = ['test', { name: 't.jsonl', content: jsonLinesText(row) }];
    const { dataset } = await bench.import({ name: 'test-only', strict: true }, documents, test);
    expect(dataset.issues.map(({ field, severity }) => [field, severity])).toEqual([
      ['evidence', 'warning'],
      ['split', 'warning'],
    ]);
  });
});
