import {
  aFile,
  jsonLinesText,
  readAs,
  type ReadDataset,
} from '../../../../test/support/in-memory-import.js';

const read = async (...rows: object[]): Promise<ReadDataset> =>
  readAs('nq-open', [aFile('questions', jsonLinesText(...rows))]);

describe('format nq-open', () => {
  it('reads questions without documents, named by their text', async () => {
    const first = await read({ question: 'who built it', answer: ['Ann', 'Ann Lee'] });
    const later = await read(
      { question: 'x', answer: ['y'] },
      { question: 'who built it', answer: ['z'] },
    );
    expect(first.documents).toEqual([]);
    expect(first.questions).toMatchObject([
      { text: 'who built it', references: ['Ann', 'Ann Lee'], type: 'factoid', documentIds: [] },
    ]);
    expect(later.questions[1]?.questionId).toBe(first.questions[0]?.questionId);
  });

  it('reads passages of the oracle variant, one document a title', async () => {
    const { documents, questions, counts } = await read(
      {
        question: 'a',
        answers: ['1'],
        ctxs: [
          { title: 'Pier', text: 'The pier is long.', hasanswer: true, isgold: true },
          { title: 'Moor', text: 'The moor is wet.', hasanswer: false, isgold: false },
        ],
      },
      {
        question: 'b',
        answers: ['2'],
        ctxs: [{ title: 'Pier', text: 'It is wide.', isgold: true }],
      },
    );
    expect(documents).toEqual([
      { documentId: 'Pier', title: 'Pier', paragraphs: ['The pier is long.', 'It is wide.'] },
      { documentId: 'Moor', title: 'Moor', paragraphs: ['The moor is wet.'] },
    ]);
    expect(
      questions.map(({ documentIds, evidence, cluster }) => [documentIds, evidence, cluster]),
    ).toEqual([
      [['Pier'], ['The pier is long.'], 'Pier'],
      [['Pier'], ['It is wide.'], 'Pier'],
    ]);
    expect(counts.evidenceUnmatched).toBe(0);
  });

  it('refuses rows without answers, rows that repeat a question, and lines that are no JSON', async () => {
    const text = `${jsonLinesText({ question: 'a', answer: ['1'] }, { question: 'a', answer: ['2'] }, { question: 'b' }, { question: 'c', answer: [' '] })}\n{"question":`;
    const { questions, issues } = await readAs('nq-open', [aFile('questions', text)]);
    expect(questions).toHaveLength(1);
    expect(issues.map(({ line, field }) => [line, field])).toEqual([
      [2, 'id'],
      [3, 'answer'],
      [4, 'answers'],
      [5, ''],
    ]);
    expect(issues[3]?.message).toContain('no JSON');
  });
});
