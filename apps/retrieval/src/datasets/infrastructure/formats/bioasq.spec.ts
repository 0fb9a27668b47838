import {
  aFile,
  jsonLinesText,
  readAs,
  type ReadDataset,
} from '../../../../test/support/in-memory-import.js';

const URL_1 = 'http://www.ncbi.nlm.nih.gov/pubmed/11';
const URL_2 = 'http://www.ncbi.nlm.nih.gov/pubmed/22';

const snippet = (document: string, text: string, given: object = {}): object => ({
  document,
  text,
  beginSection: 'abstract',
  endSection: 'abstract',
  offsetInBeginSection: 0,
  offsetInEndSection: text.length,
  ...given,
});

const question = (id: string, given: object = {}): object => ({
  id,
  type: 'factoid',
  body: `question ${id}`,
  documents: [URL_1],
  snippets: [snippet(URL_1, 'XIa is inhibited.')],
  ideal_answer: ['Factor XIa.'],
  exact_answer: [['XIa', 'factor XIa']],
  ...given,
});

const golden = (role: string, ...questions: object[]): ReturnType<typeof aFile> =>
  aFile(role, JSON.stringify({ questions }), `${role}.json`);

const read = async (...questions: object[]): Promise<ReadDataset> =>
  readAs('bioasq', [golden('questions', ...questions)]);

describe('format bioasq', () => {
  it.each<[string, object, string[]]>([
    ['factoid', { exact_answer: [['XIa', 'FXIa'], ['Xa']] }, ['Factor XIa.', 'XIa', 'FXIa', 'Xa']],
    ['yesno', { exact_answer: 'yes' }, ['Factor XIa.', 'yes']],
    ['list', { exact_answer: [['a', 'A'], ['b']] }, ['Factor XIa.', 'a, b']],
    ['summary', { exact_answer: null }, ['Factor XIa.']],
    ['summary', { exact_answer: undefined }, ['Factor XIa.']],
    ['factoid', { exact_answer: [['']] }, ['Factor XIa.']],
    ['list', { ideal_answer: [], exact_answer: [['a']] }, ['a']],
  ])('reads %s answers, written-out ones first: %j', async (type, given, references) => {
    const { questions } = await read(question('q', { type, ...given }));
    expect(questions).toMatchObject([{ type, references }]);
  });

  it('makes documents of the snippets of all questions, by PubMed id, in the order of the text', async () => {
    const { documents, questions, counts } = await read(
      question('q1', { snippets: [snippet(URL_1, 'Late part.', { offsetInBeginSection: 90 })] }),
      question('q2', {
        snippets: [
          snippet(`${URL_1}/`, 'Early part. And more.'),
          snippet(URL_1, 'Early part.'),
          snippet(URL_1, 'The title', { beginSection: 'title' }),
        ],
      }),
    );
    expect(documents).toEqual([
      {
        documentId: '11',
        title: 'The title',
        paragraphs: ['The title', 'Early part. And more.', 'Late part.'],
      },
    ]);
    expect(questions[1]?.evidence).toEqual(['Early part. And more.', 'Early part.', 'The title']);
    expect(counts.evidenceUnmatched).toBe(0);
  });

  it('prefers abstracts that the user supplies', async () => {
    const text = jsonLinesText({
      _id: '11',
      title: 'T',
      text: 'Before. XIa is\ninhibited. After.',
    });
    const files = [aFile('corpus', text), golden('questions', question('q'))];
    const { documents, questions } = await readAs('bioasq', files);
    expect(documents).toEqual([
      { documentId: '11', title: 'T', paragraphs: ['Before. XIa is\ninhibited. After.'] },
    ]);
    expect(questions[0]).toMatchObject({ evidence: ['XIa is\ninhibited.'], documentIds: ['11'] });
  });

  it('makes one cluster of questions that share a document, even one without text', async () => {
    const shared = { documents: [URL_1, URL_2], snippets: [] };
    const { questions } = await read(
      question('q1'),
      question('q2', shared),
      question('q3', { documents: [URL_2], snippets: [] }),
      question('q4', { documents: [], snippets: [] }),
    );
    expect(questions.map(({ cluster, documentIds }) => [cluster, documentIds])).toEqual([
      ['11', ['11']],
      ['11', ['11']],
      ['11', []],
      ['q4', []],
    ]);
  });

  it('refuses questions of test sets and submissions without answers, naming the way out', async () => {
    const { issues, counts } = await read(
      question('q1', { ideal_answer: undefined, exact_answer: undefined }),
      question('q2', { ideal_answer: '', exact_answer: [[]] }),
      question('q3'),
    );
    expect(counts).toMatchObject({ rowsSkipped: 2 });
    expect(issues).toMatchObject([
      { line: 1 },
      { line: 2, field: 'ideal_answer', severity: 'error' },
    ]);
    expect(issues[0]?.message).toContain('golden file');
  });

  it('warns once about answers in the shape of a submission', async () => {
    const { issues, counts } = await read(
      question('q1', { ideal_answer: 'Factor XIa.' }),
      question('q2', { ideal_answer: 'Factor XIa.' }),
    );
    expect(counts.rowsSkipped).toBe(0);
    expect(issues).toMatchObject([{ severity: 'warning', field: 'ideal_answer', line: 1 }]);
  });

  it('does not train on what a test file asks about', async () => {
    const { questions, issues } = await readAs('bioasq', [
      golden('train', question('q1'), question('q2', { documents: [URL_2], snippets: [] })),
      golden('test', question('q3')),
    ]);
    expect(questions.map(({ questionId, split }) => [questionId, split])).toEqual([
      ['q2', 'train'],
      ['q3', 'test'],
    ]);
    expect(issues).toMatchObject([{ file: 'train.json', line: 1, severity: 'error' }]);
  });

  it('refuses a file without the list of questions', async () => {
    await expect(readAs('bioasq', [aFile('questions', '{"papers": []}')])).rejects.toThrow(
      '"questions"',
    );
  });
});
