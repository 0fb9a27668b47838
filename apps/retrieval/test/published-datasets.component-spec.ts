import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { retrievalV1 } from '@equipoise/contracts';
import { sharedData } from '@equipoise/testing';
import { DatasetsBench, failure, type GivenFile } from './support/datasets-bench.js';

jest.setTimeout(180_000);

const folder = sharedData();
const describeWithData = folder === undefined ? describe.skip : describe;
const title = 'published files of each format';

describeWithData(
  folder === undefined ? `${title}: SKIPPED, for ../shared/data is not there` : title,
  () => {
    let bench: DatasetsBench;
    beforeAll(async () => {
      bench = await DatasetsBench.start();
    });
    afterAll(() => bench.stop());

    const given = (role: string, path: string): GivenFile => [role, join(folder ?? '', path)];

    async function imported(
      format: string,
      ...files: GivenFile[]
    ): Promise<{ dataset: retrievalV1.Dataset; questions: retrievalV1.Question[] }> {
      const { dataset } = await bench.import({ name: format, format }, ...files);
      const keys = [
        ...(await bench.questions(dataset.versionId, 'train')),
        ...(await bench.questions(dataset.versionId, 'test')),
      ];
      const questions: retrievalV1.Question[] = [];
      for (let at = 0; at < keys.length; at += 1_000) {
        const questionIds = keys.slice(at, at + 1_000).map(({ questionId }) => questionId);
        const request = { datasetVersionId: dataset.versionId, questionIds };
        questions.push(...(await bench.client.call('getQuestions', request)).questions);
      }
      return { dataset, questions };
    }

    const referencesOf = (questions: readonly retrievalV1.Question[]): string[] =>
      questions.flatMap(({ references }) => references);
    const typesOf = (questions: readonly retrievalV1.Question[]): Record<string, number> =>
      Object.fromEntries(
        [...Map.groupBy(questions, ({ type }) => type)].map(([type, all]) => [type, all.length]),
      );

    it('Qasper v0.1, train and dev: 13 questions with 20 answers; 5 of 30 evidence strings stand in a paragraph', async () => {
      const { dataset, questions } = await imported(
        'qasper',
        given('train', 'qasper/qasper-train-v0.1.json'),
        given('test', 'qasper/qasper-dev-v0.1.json'),
      );
      expect(dataset).toMatchObject({ documents: 2, trainQuestions: 9, testQuestions: 4 });
      expect(referencesOf(questions)).toHaveLength(20);
      // 30 strings, of which 7 are figures, 5 stand in a paragraph and 3 are given by two annotators.
      expect(dataset).toMatchObject({ rowsSkipped: 0, evidenceUnmatched: 15 });
      expect(dataset.issues.filter(({ value }) => value.startsWith('FLOAT'))).toHaveLength(2);
    });

    it('the small sample of Qasper: one question of each kind, all under one id', async () => {
      const file = given('questions', 'qasper/allenai_qasper_sample_small.json');
      const { dataset, questions } = await imported('qasper', file);
      expect(questions.map(({ type, references }) => [type, references])).toEqual([
        ['summary', ['a vocabulary', 'using seed lexicon']],
        ['yesno', ['Yes']],
        ['unanswerable', ['The documents do not contain the answer.']],
        ['factoid', ['Conclusion paragraph']],
      ]);
      expect(new Set(questions.map(({ questionId }) => questionId)).size).toBe(4);
      expect(dataset).toMatchObject({ documents: 1, unanswerable: 1, evidenceUnmatched: 0 });
    });

    it('Qasper from L-Eval: 20 papers, 152 questions, 207 answers, 854 paragraphs, 144 of 145 evidence strings', async () => {
      const file = given('questions', 'qasper/qasper_reconstructed_from_leval.json');
      const { dataset, questions } = await imported('qasper', file);
      expect(dataset).toMatchObject({ documents: 20, evidenceUnmatched: 0, rowsSkipped: 0 });
      expect(dataset.trainQuestions + dataset.testQuestions).toBe(152);
      expect(referencesOf(questions)).toHaveLength(207);
      expect(questions.flatMap(({ evidence }) => evidence)).toHaveLength(144);
      const documents = await Array.fromAsync(bench.reader.documents(dataset.versionId));
      expect(documents.flatMap(({ paragraphs }) => paragraphs)).toHaveLength(854);
      const test = questions.filter(({ split }) => split === 'test');
      expect(new Set(test.map(({ cluster }) => cluster)).size).toBe(5);
    });

    it('Natural Questions, simplified: a short answer, and a null one; ids keep their digits', async () => {
      const { dataset, questions } = await imported(
        'natural-questions',
        given('questions', 'natural-questions/farm_nq_dev_sample.jsonl'),
        given('questions', 'natural-questions/farm_nq_train_sample.jsonl'),
      );
      expect(dataset).toMatchObject({ documents: 2, unanswerable: 1, evidenceUnmatched: 0 });
      const byId = new Map(questions.map((question) => [question.questionId, question]));
      expect(byId.get('5328212470870865242')).toMatchObject({
        ...{ type: 'factoid', references: ['Tracy McConnell'] },
        ...{ cluster: 'The Mother (How I Met Your Mother)' },
      });
      expect(byId.get('5328212470870865242')?.evidence[0]).toMatch(
        /^Tracy McConnell , better known as `` The Mother ''/,
      );
      expect(byId.get('-8062182676792486818')).toMatchObject({
        type: 'unanswerable',
        evidence: [],
      });
    });

    it('NQ-open with oracle passages: 2,655 questions on 2,600 passages, an answer in each', async () => {
      const file = given('questions', 'natural-questions/nq-open-oracle.jsonl.gz');
      const { dataset, questions } = await imported('nq-open', file);
      expect(questions).toHaveLength(2_655);
      // Two of the 2,600 passages differ only by a space at the end.
      expect(new Set(questions.flatMap(({ evidence }) => evidence)).size).toBe(2_599);
      expect(dataset).toMatchObject({ evidenceUnmatched: 0, rowsSkipped: 0, issues: [] });
      const nobel = questions.find(
        ({ text }) => text === 'who got the first nobel prize in physics',
      );
      expect(nobel).toMatchObject({
        ...{
          references: ['Wilhelm Conrad Röntgen'],
          cluster: 'List of Nobel laureates in Physics',
        },
      });
    });

    it('NQ-open: 3,610 questions without documents, which is said', async () => {
      const file = given('questions', 'natural-questions/NQ-open.dev.jsonl');
      const { dataset } = await imported('nq-open', file);
      expect(dataset.trainQuestions + dataset.testQuestions).toBe(3_610);
      expect(dataset.documents).toBe(0);
      expect(dataset.issues).toMatchObject([{ field: 'documents', severity: 'warning' }]);
    });

    it('CLAP-NQ: 300 questions with long answers', async () => {
      const file = given('questions', 'natural-questions/clapnq_dev_answerable.jsonl');
      const { dataset, questions } = await imported('clap-nq', file);
      expect(typesOf(questions)).toEqual({ summary: 300 });
      expect(dataset).toMatchObject({ documents: 290, evidenceUnmatched: 0, rowsSkipped: 0 });
    });

    it.each([
      ['10B1', 583, { factoid: 34, yesno: 23, summary: 19, list: 14 }],
      ['10B2', 618, { factoid: 34, yesno: 18, summary: 23, list: 15 }],
      ['10B3', 548, { factoid: 32, yesno: 24, summary: 22, list: 11 }],
    ])(
      'BioASQ %s: %d documents of snippets, questions of every type',
      async (batch, documents, types) => {
        const file = given('questions', `bioasq/${batch}_golden.json`);
        const { dataset, questions } = await imported('bioasq', file);
        expect(typesOf(questions)).toEqual(types);
        expect(dataset).toMatchObject({
          documents,
          evidenceUnmatched: 0,
          rowsSkipped: 0,
          issues: [],
        });
        const clusters = (split: string): Set<string> =>
          new Set(questions.filter((q) => q.split === split).flatMap((q) => q.documentIds));
        expect(clusters('train').intersection(clusters('test')).size).toBe(0);
      },
    );

    it.each([
      ['BioASQ-task11bPhaseB-testset1', 75],
      ['submission_batch1_phaseAplus_gpt-3.5-turbo-10-shot', 85],
    ])(
      'BioASQ without answers (%s) is refused, and the golden file asked for',
      async (name, rows) => {
        const file = given('questions', `bioasq/${name}.json`);
        const error = await failure(imported('bioasq', file));
        expect(error).toMatchObject({ kind: 'invalid', code: 'RETRIEVAL.UNUSABLE_DATASET' });
        expect(error.message).toContain(`${rows} rows were left out`);
        expect(error.violations[1]?.message).toContain('use the golden file');
      },
    );

    it('SciFact: 5,183 documents, 300 queries, 339 judgements, no references', async () => {
      const { dataset, questions } = await imported(
        'beir',
        given('corpus', 'beir/scifact/corpus.jsonl.gz'),
        given('queries', 'beir/scifact/queries.jsonl'),
        given('qrels', 'beir/scifact/qrels/test.tsv'),
      );
      expect(dataset).toMatchObject({ documents: 5_183, trainQuestions: 0, testQuestions: 300 });
      expect(questions.flatMap(({ documentIds }) => documentIds)).toHaveLength(339);
      expect(referencesOf(questions)).toEqual([]);
    });

    it('LIMIT, small: 46 documents, 1,000 queries, 2,000 judgements as JSONL', async () => {
      const { dataset, questions } = await imported(
        'beir',
        given('corpus', 'beir/limit-small/corpus.jsonl'),
        given('queries', 'beir/limit-small/queries.jsonl'),
        given('qrels', 'beir/limit-small/qrels.jsonl'),
      );
      expect(dataset).toMatchObject({ documents: 46, testQuestions: 1_000, rowsSkipped: 0 });
      expect(questions.flatMap(({ documentIds }) => documentIds)).toHaveLength(2_000);
    });
  },
);
