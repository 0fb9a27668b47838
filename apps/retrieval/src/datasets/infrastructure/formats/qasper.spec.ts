import { aFile, readAs } from '../../../../test/support/in-memory-import.js';

interface Given {
  unanswerable?: boolean;
  spans?: string[];
  yesNo?: boolean | null;
  text?: string;
  evidence?: string[];
}

const answer = (given: Given): object => ({
  answer: {
    unanswerable: given.unanswerable ?? false,
    extractive_spans: given.spans ?? [],
    yes_no: given.yesNo ?? null,
    free_form_answer: given.text ?? '',
    evidence: given.evidence ?? [],
    highlighted_evidence: [],
  },
  annotation_id: 'a',
});

const question = (id: string, text: string, ...answers: Given[]): object => ({
  question: text,
  question_id: id,
  nlp_background: 'two',
  answers: answers.map(answer),
});

const paper = (...qas: unknown[]): object => ({
  title: 'On  harbours',
  abstract: 'We study harbours.',
  full_text: [
    { section_name: 'Data', paragraphs: ['Ten  harbours.', ''] },
    { section_name: 'Data ::: Tides', paragraphs: ['High water.'] },
    { section_name: null, paragraphs: [] },
  ],
  qas,
});

const read = async (papers: object, role = 'questions'): ReturnType<typeof readAs> =>
  readAs('qasper', [aFile(role, JSON.stringify(papers), 'papers.json')]);

describe('format qasper', () => {
  it('makes a document of abstract and sections, without empty paragraphs', async () => {
    const { documents } = await read({ 'p/1': paper(question('q', 'Why?', { text: 'So.' })) });
    expect(documents).toEqual([
      {
        documentId: 'p/1',
        title: 'On  harbours',
        paragraphs: ['We study harbours.', 'Ten  harbours.', 'High water.'],
      },
    ]);
  });

  it.each<[string, Given, string, string]>([
    ['one span', { spans: ['ten'] }, 'factoid', 'ten'],
    ['several spans', { spans: ['ten', 'two'] }, 'list', 'ten, two'],
    ['free form', { text: 'It rises.' }, 'summary', 'It rises.'],
    ['yes', { yesNo: true }, 'yesno', 'Yes'],
    ['no', { yesNo: false }, 'yesno', 'No'],
    [
      'no answer',
      { unanswerable: true },
      'unanswerable',
      'The documents do not contain the answer.',
    ],
  ])('reads %s', async (_, given, type, reference) => {
    const { questions, counts } = await read({ p: paper(question('q', 'What?', given)) });
    expect(questions).toMatchObject([
      { type, references: [reference], documentIds: ['p'], cluster: 'p' },
    ]);
    expect(counts.unanswerable).toBe(type === 'unanswerable' ? 1 : 0);
  });

  it('keeps the answers of all annotators, and lets the majority decide whether there is one', async () => {
    const none = { unanswerable: true };
    const { questions, issues } = await read({
      p: paper(
        question('tie', 'A?', none, { text: 'x' }),
        question('two to one', 'B?', none, none, { text: 'x' }),
        question('two answers', 'C?', { text: 'x' }, { spans: ['y'] }),
      ),
    });
    expect(questions.map(({ references }) => references)).toEqual([
      ['x'],
      ['The documents do not contain the answer.'],
      ['x', 'y'],
    ]);
    expect(issues).toMatchObject([{ severity: 'warning', field: 'answers' }]);
    expect(issues[0]?.message).toContain('disagree');
    expect(issues[0]?.message).toContain('2 times');
  });

  it('finds evidence in any white space, keeps what it cannot find, and drops figures', async () => {
    const evidence = ['Ten harbours.', 'Nowhere.', 'FLOAT SELECTED: Table 1: Tides.'];
    const { questions, counts, issues } = await read({
      p: paper(question('q', 'What?', { text: 'x', evidence })),
    });
    expect(questions[0]?.evidence).toEqual(['Ten  harbours.', 'Nowhere.']);
    expect(counts).toMatchObject({ evidenceUnmatched: 1, rowsSkipped: 0 });
    expect(issues.map(({ field, value, severity }) => [field, value, severity])).toEqual([
      ['evidence', 'FLOAT SELECTED: Table 1: Tides.', 'warning'],
      ['evidence', 'Nowhere.', 'warning'],
    ]);
  });

  it('numbers questions that a paper gives one id, and leaves out one that is there twice', async () => {
    const { questions, issues } = await read({
      p: paper(
        question('q', 'A?', { text: 'x' }),
        question('q', 'B?', { text: 'y' }),
        question('q', 'A?', { text: 'z' }),
      ),
    });
    expect(questions.map(({ questionId, text }) => [questionId, text])).toEqual([
      ['q', 'A?'],
      ['q#2', 'B?'],
    ]);
    expect(issues.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('names file, record, field and value of a wrong question, and keeps its neighbours', async () => {
    const wrong = { ...question('bad', 'What?'), question: 7 };
    const { questions, issues, counts } = await read({
      a: paper(question('q1', 'A?', { text: 'x' })),
      b: paper(question('q2', 'B?', { text: 'x' }), wrong),
    });
    expect(questions).toHaveLength(2);
    expect(counts.rowsSkipped).toBe(1);
    expect(issues).toMatchObject([
      { file: 'papers.json', line: 2, field: 'b.qas[1].question', value: '7', severity: 'error' },
    ]);
    expect(issues[0]?.message).toContain('expected string');
  });

  it('takes the split from the roles of the files', async () => {
    const files = [
      aFile('train', JSON.stringify({ a: paper(question('q1', 'A?', { text: 'x' })) })),
      aFile('test', JSON.stringify({ b: paper(question('q2', 'B?', { text: 'x' })) })),
    ];
    const { questions } = await readAs('qasper', files);
    expect(questions.map(({ questionId, split }) => [questionId, split])).toEqual([
      ['q1', 'train'],
      ['q2', 'test'],
    ]);
  });

  it('refuses a list of papers, which has no ids', async () => {
    await expect(read([paper()])).rejects.toThrow('objects of papers by id');
  });
});
