import {
  aFile,
  jsonLinesText,
  MAX_ROW_BYTES,
  readAs,
  type ReadDataset,
} from '../../../../test/support/in-memory-import.js';

const DOCUMENTS = [
  { id: 'd1', title: 'One', text: 'First.\n \nSecond.\r\n\r\nThird.\n\n' },
  { id: 'd2', paragraphs: ['Only.', ' '] },
];

const question = (id: string, given: object = {}): object => ({
  id,
  question: `question ${id}`,
  answers: ['x'],
  documentIds: ['d1'],
  ...given,
});

const read = async (
  questions: string,
  documents = jsonLinesText(...DOCUMENTS),
): Promise<ReadDataset> =>
  readAs('jsonl', [aFile('questions', questions), aFile('documents', documents)]);

describe('format jsonl', () => {
  it('reads text by blank lines, and paragraphs as they are', async () => {
    const { documents } = await read(jsonLinesText(question('q')));
    expect(documents).toEqual([
      { documentId: 'd1', title: 'One', paragraphs: ['First.', 'Second.', 'Third.'] },
      { documentId: 'd2', title: '', paragraphs: ['Only.'] },
    ]);
  });

  it('reads all that a question may have, and takes what it need not have as given', async () => {
    const full = {
      type: 'list',
      evidence: ['Second.'],
      split: 'test',
      cluster: 'c',
      answers: ['a', 'b', 'a'],
    };
    const { questions } = await read(jsonLinesText(question('q', full)));
    const bare = await read(jsonLinesText({ id: 'q', question: 'Q?', answers: ['x'] }));
    expect(questions).toEqual([
      {
        ...{ questionId: 'q', cluster: 'c', split: 'test', text: 'question q', type: 'list' },
        ...{ references: ['a', 'b'], documentIds: ['d1'], evidence: ['Second.'] },
      },
    ]);
    expect(bare.questions).toMatchObject([{ type: 'factoid', documentIds: [], evidence: [] }]);
  });

  it('gives an unanswerable question its reference, and asks every other one for answers', async () => {
    const { questions, issues } = await read(
      jsonLinesText(
        question('q1', { type: 'unanswerable', answers: [] }),
        question('q2', { type: 'unanswerable', answers: ['Not said.'] }),
        question('q3', { answers: [] }),
      ),
    );
    expect(questions.map(({ references }) => references)).toEqual([
      ['The documents do not contain the answer.'],
      ['Not said.'],
    ]);
    expect(issues).toMatchObject([{ line: 3, field: 'answers', severity: 'error' }]);
  });

  it('names each bad row by line, field and value', async () => {
    const questions = jsonLinesText(
      question('q1'),
      question('q2', { answers: 'x' }),
      question('q1', { answers: ['other'] }),
      question('q3', { documentIds: ['d9'] }),
      question('q4', { type: 'riddle' }),
      question('q5', { question: '  ' }),
      question('x'.repeat(600)),
    );
    const { issues, counts } = await read(
      `${questions}\n{"id": \n\n"${'y'.repeat(MAX_ROW_BYTES)}"`,
    );
    expect(issues.map(({ line, field, value }) => [line, field, value.slice(0, 6)])).toEqual([
      [2, 'answers', 'x'],
      [3, 'id', 'q1'],
      [5, 'type', 'riddle'],
      [6, 'question', ''],
      [7, 'id', 'xxxxxx'],
      [8, '', '{"id":'],
      [10, '', ''],
      [4, 'documentIds', 'd9'],
    ]);
    expect(counts).toMatchObject({ rowsSkipped: 8, trainQuestions: 0, testQuestions: 1 });
  });

  it('keeps a document once, and refuses other text under its id', async () => {
    const documents = jsonLinesText(
      ...DOCUMENTS,
      DOCUMENTS[0] ?? {},
      { id: 'd2', text: 'Other.' },
      { id: 'd3' },
      { id: 'd4', text: '' },
    );
    const read1 = await read(jsonLinesText(question('q')), documents);
    expect(read1.counts.documents).toBe(2);
    expect(read1.issues.map(({ file, line, field }) => [file, line, field])).toEqual([
      ['documents.txt', 4, 'id'],
      ['documents.txt', 5, 'text'],
      ['documents.txt', 6, 'id'],
    ]);
  });

  it('refuses rows without a split where others have one', async () => {
    const { questions, issues } = await read(
      jsonLinesText(question('q1', { split: 'test' }), question('q2', { documentIds: ['d2'] })),
    );
    expect(questions.map(({ questionId }) => questionId)).toEqual(['q1']);
    expect(issues).toMatchObject([{ line: 2, field: 'split' }]);
  });

  it('takes out characters that a database cannot hold', async () => {
    const questions = String.raw`{"id": "q", "question": "a\u0000b\ud800", "answers": ["x"]}`;
    expect((await read(questions)).questions[0]?.text).toBe('ab\ufffd');
  });

  it('names a version by its content: the same for other white space, another for other text', async () => {
    const one = await read(jsonLinesText(question('q')));
    const same = await read(`\ufeff${jsonLinesText(question('q')).replaceAll(':', ' : ')}\r\n\r\n`);
    const other = await read(jsonLinesText(question('q', { answers: ['y'] })));
    expect(one.versionId).toMatch(/^[0-9a-f]{64}$/);
    expect(same.versionId).toBe(one.versionId);
    expect(other.versionId).not.toBe(one.versionId);
  });
});
