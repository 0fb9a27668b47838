import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { retrievalV1 } from '@equipoise/contracts';
import { inRepository, sharedData } from '@equipoise/testing';
import { DatasetsBench, failure, type GivenFile } from './support/datasets-bench.js';
import { jsonLinesText } from './support/in-memory-import.js';

jest.setTimeout(180_000);

const shared = sharedData();
const describeWithData = shared === undefined ? describe.skip : describe;

/** Ways to write a question anew that keep four words in five. */
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => `${text.toUpperCase()}?!`,
  (text) => text.replace(/ (\S+)$/, ' otherwise'),
  (text) => `please ${text}`,
  (text) => text.split(' ').reverse().join(' '),
  (text) => text.replace(/^\S+ /, ''),
];

/** Long enough to lose a word, without a number to lose, and with an answer of its own. */
const canBePlanted = ({ text, type }: retrievalV1.Question): boolean =>
  new Set(text.toLowerCase().split(/\s+/)).size >= 9 && !/\d/.test(text) && type !== 'unanswerable';

const idsOf = (overlaps: readonly retrievalV1.TextOverlap[], ...kinds: string[]): string[] => [
  ...new Set(
    overlaps.filter(({ kind }) => kinds.includes(kind)).map(({ questionId }) => questionId),
  ),
];

let bench: DatasetsBench;
beforeAll(async () => {
  bench = await DatasetsBench.start();
});
afterAll(() => bench.stop());

async function overlapsOf(dataset: retrievalV1.Dataset): Promise<retrievalV1.TextOverlap[]> {
  const request = { datasetVersionId: dataset.versionId };
  const { overlaps } = await bench.client.call('checkContamination', request);
  return overlaps;
}

describe('contamination of a dataset version', () => {
  it('raises no alarm on the demo, and is stored with the version', async () => {
    const { dataset } = await bench.import(
      { name: 'demo', format: 'jsonl' },
      ['documents', inRepository('examples/demo/documents.jsonl')],
      ['questions', inRepository('examples/demo/questions.jsonl')],
    );
    const overlaps = await overlapsOf(dataset);
    expect(idsOf(overlaps, 'question-and-answer', 'ngram', 'source-document')).toEqual([]);
    expect(await overlapsOf(dataset)).toEqual(overlaps);
    const [stored] = await bench.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM retrieval.contamination_reports',
    );
    expect(stored?.count).toBe(1);
  });

  it('is nothing where there is no training split', async () => {
    const question = { id: 'q', question: 'Which bird lives on this rock?', answers: ['a gull'] };
    const { dataset } = await bench.import(
      { name: 'untrained', format: 'jsonl' },
      jsonLines('documents', { id: 'd', text: 'Gulls live on rocks.' }),
      jsonLines('questions', { ...question, type: 'factoid', documentIds: ['d'], split: 'test' }),
    );
    expect(await overlapsOf(dataset)).toEqual([]);
  });

  it('refuses a version that does not exist', async () => {
    const unknown = { datasetVersionId: '0'.repeat(64) };
    const error = await failure(bench.client.call('checkContamination', unknown));
    expect(error.kind).toBe('not_found');
  });
});

describeWithData(
  shared === undefined
    ? 'planted contamination: SKIPPED, for ../shared/data is not there'
    : 'planted contamination of published data',
  () => {
    it.each([
      ['qasper', 'qasper/qasper_reconstructed_from_leval.json', 12],
      ['nq-open', 'natural-questions/nq-open-oracle.jsonl.gz', 50],
    ])(
      'is found in %s, question by question, and nothing else with it',
      async (format, file, count) => {
        const given: GivenFile = ['questions', join(shared ?? '', file)];
        const { dataset } = await bench.import({ name: format, format }, given);
        const before = await overlapsOf(dataset);
        const { tests, training, documents } = await contentOf(dataset);
        const planted = tests.filter(canBePlanted).slice(0, count);
        expect(planted).toHaveLength(count);
        const carrier = training[0] as retrievalV1.Question;
        const copies = planted.map((test, i) => ({
          ...rowOf(test),
          ...{ id: `planted ${test.questionId}`, split: 'train', cluster: carrier.cluster },
          ...{ question: DISGUISES[i % DISGUISES.length]?.(test.text), evidence: [] },
          documentIds: carrier.documentIds,
        }));
        const dirty = await bench.import(
          { name: `${format}-dirty`, format: 'jsonl' },
          jsonLines('documents', ...documents),
          jsonLines('questions', ...[...tests, ...training].map(rowOf), ...copies),
        );
        expect(dirty.dataset).toMatchObject({ rowsSkipped: 0, testQuestions: tests.length });

        const after = await overlapsOf(dirty.dataset);
        const wanted = planted.map(({ questionId }) => questionId);
        const pairs = idsOf(after, 'question-and-answer', 'ngram');
        expect(wanted.filter((id) => !pairs.includes(id))).toEqual([]);
        const known = new Set([...idsOf(before, 'question-and-answer', 'ngram'), ...wanted]);
        expect(new Set(pairs)).toEqual(known);
      },
    );

    it('is found where training reads a paper of the test under another name', async () => {
      const given: GivenFile = [
        'questions',
        join(shared ?? '', 'qasper/qasper_reconstructed_from_leval.json'),
      ];
      const { dataset } = await bench.import({ name: 'papers', format: 'qasper' }, given);
      expect(idsOf(await overlapsOf(dataset), 'source-document')).toEqual([]);
      const { tests, training, documents } = await contentOf(dataset);
      const [paper = ''] = tests[0]?.documentIds ?? [];
      const original = documents.find(({ id }) => id === paper);
      const copy = { ...original, id: 'preprint', title: 'A preprint' };
      const copied = await bench.import(
        { name: 'papers-twice', format: 'jsonl' },
        jsonLines('documents', ...documents, copy),
        jsonLines(
          'questions',
          ...[...tests, ...training].map(rowOf),
          ...[{ id: 'about it', question: 'What is new here?', answers: ['all of it'] }].map(
            (row) => ({ ...row, type: 'factoid', documentIds: ['preprint'], split: 'train' }),
          ),
        ),
      );
      const found = (await overlapsOf(copied.dataset)).filter(
        ({ kind }) => kind === 'source-document',
      );
      const about = tests.filter(({ documentIds }) => documentIds.includes(paper));
      expect(found.map(({ questionId }) => questionId)).toEqual(
        about.map(({ questionId }) => questionId),
      );
      expect(found[0]).toMatchObject({
        sourceId: 'preprint',
        matched: 'A preprint',
        similarity: 1,
      });
    });
  },
);

const jsonLines = (role: string, ...rows: object[]): GivenFile => [
  role,
  { name: `${role}.jsonl`, content: jsonLinesText(...rows) },
];

/** What a version holds, as rows to import again. */
async function contentOf(dataset: retrievalV1.Dataset): Promise<{
  tests: retrievalV1.Question[];
  training: retrievalV1.Question[];
  documents: { id: string; title: string; paragraphs: readonly string[] }[];
}> {
  const documents = await Array.fromAsync(bench.reader.documents(dataset.versionId));
  return {
    tests: await questionsOf(dataset, 'test'),
    training: await questionsOf(dataset, 'train'),
    documents: documents.map(({ documentId: id, ...document }) => ({ id, ...document })),
  };
}

async function questionsOf(
  { versionId }: retrievalV1.Dataset,
  split: 'train' | 'test',
): Promise<retrievalV1.Question[]> {
  const keys = await bench.questions(versionId, split);
  const found: retrievalV1.Question[] = [];
  for (let at = 0; at < keys.length; at += 1_000) {
    const questionIds = keys.slice(at, at + 1_000).map(({ questionId }) => questionId);
    const request = { datasetVersionId: versionId, questionIds };
    found.push(...(await bench.client.call('getQuestions', request)).questions);
  }
  return found;
}

function rowOf(question: retrievalV1.Question): object {
  const { questionId: id, text, references: answers, ...rest } = question;
  const { cluster, split, type, documentIds, evidence } = rest;
  return { id, question: text, answers, type, documentIds, cluster, split, evidence };
}
