import {
  aFile,
  jsonLinesText,
  readAs,
  type ReadDataset,
} from '../../../../test/support/in-memory-import.js';

const CORPUS = jsonLinesText(
  { _id: 'd1', title: 'One', text: 'First.\n\nSecond.', metadata: {} },
  { _id: 'd2', title: 'Two', text: '' },
  { _id: 'd3', title: '', text: ' ' },
);
const QUERIES = jsonLinesText(
  { _id: 'q1', text: 'which one' },
  { _id: 'q2', text: 'which two', metadata: {} },
  { _id: 'q3', text: 'judged by others' },
);
const TSV = 'query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t2\r\nq2\td1\t0\nq2\td2\t1\n';

const read = async (qrels: string, queries = QUERIES): Promise<ReadDataset> =>
  readAs('beir', [aFile('qrels', qrels), aFile('queries', queries), aFile('corpus', CORPUS)]);

describe('format beir', () => {
  it('makes test questions without references of the judged queries', async () => {
    const { questions } = await read(TSV);
    expect(questions).toEqual([
      {
        ...{ questionId: 'q1', cluster: 'd1', split: 'test', text: 'which one', type: 'summary' },
        ...{ references: [], documentIds: ['d1', 'd2'], evidence: ['First.', 'Second.', 'Two'] },
      },
      {
        ...{ questionId: 'q2', cluster: 'd1', split: 'test', text: 'which two', type: 'summary' },
        ...{ references: [], documentIds: ['d2'], evidence: ['Two'] },
      },
    ]);
  });

  it('reads the corpus; a title is the text of a document that has no other', async () => {
    const { documents, issues } = await read(TSV);
    expect(documents).toEqual([
      { documentId: 'd1', title: 'One', paragraphs: ['First.', 'Second.'] },
      { documentId: 'd2', title: 'Two', paragraphs: ['Two'] },
    ]);
    expect(issues).toMatchObject([
      { file: 'corpus.txt', line: 3, value: 'd3', severity: 'error' },
      { file: 'queries.txt', line: 3, value: 'q3', severity: 'warning' },
    ]);
  });

  it('reads judgements as JSONL to the same content', async () => {
    const rows = [
      ['q1', 'd1', 1],
      ['q1', 'd2', 2],
      ['q2', 'd2', 1],
    ].map(([query, document, score]) => ({ 'query-id': query, 'corpus-id': document, score }));
    expect((await read(jsonLinesText(...rows))).versionId).toBe((await read(TSV)).versionId);
  });

  it('names judgements that are damaged or about nothing', async () => {
    const { issues } = await read(`${TSV}q1\td9\t1\nq1 d1 1\nq9\td1\t1\nq1\td1\tmuch\n`);
    const errors = issues.filter(
      ({ file, severity }) => file === 'qrels.txt' && severity === 'error',
    );
    expect(errors.map(({ line, field, value }) => [line, field, value])).toEqual([
      [8, 'query-id', 'q9'],
      [6, 'corpus-id', 'd9'],
      [7, '', 'q1 d1 1'],
      [9, 'score', 'much'],
    ]);
  });
});
