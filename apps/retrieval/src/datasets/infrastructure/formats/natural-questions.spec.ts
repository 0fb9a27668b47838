import {
  aFile,
  jsonLinesText,
  readAs,
  type ReadDataset,
} from '../../../../test/support/in-memory-import.js';

const NONE = { start_token: -1, end_token: -1, candidate_index: -1 };

/** Tokens 0-4 a heading, 5-11 a paragraph, 12-22 a table with nested rows. */
const TEXT =
  'Crane <H1> The Crane </H1> <P> The crane lifts 40 tons </P> ' +
  '<Table> <Tr> <Th_colspan="2"> Built </Th> <Td> 1902 </Td> </Tr> </Table>';
const CANDIDATES = [
  { start_token: 5, end_token: 12, top_level: true },
  { start_token: 12, end_token: 22, top_level: true },
  { start_token: 13, end_token: 21, top_level: false },
];

const annotation = (given: object): object => ({
  yes_no_answer: 'NONE',
  long_answer: NONE,
  short_answers: [],
  annotation_id: 1,
  ...given,
});

const LONG = { long_answer: { start_token: 5, end_token: 12, candidate_index: 0 } };

const record = (...annotations: object[]): object => ({
  example_id: 1,
  question_text: 'what does the crane lift',
  document_url: 'https://en.wikipedia.org//w/index.php?title=The_Crane&amp;oldid=77',
  document_text: TEXT,
  long_answer_candidates: CANDIDATES,
  annotations: annotations.map(annotation),
});

const read = async (...records: object[]): Promise<ReadDataset> =>
  readAs('natural-questions', [aFile('questions', jsonLinesText(...records))]);

describe('format natural-questions, simplified', () => {
  it('takes top-level candidates for paragraphs, without tags, under the title of the page', async () => {
    const { documents, questions } = await read(record(LONG));
    expect(documents).toEqual([
      {
        documentId: 'The Crane@77',
        title: 'The Crane',
        paragraphs: ['The crane lifts 40 tons', 'Built 1902'],
      },
    ]);
    expect(questions).toMatchObject([{ documentIds: ['The Crane@77'], cluster: 'The Crane' }]);
  });

  it.each<[string, object, string, string]>([
    [
      'a short answer',
      { ...LONG, short_answers: [{ start_token: 9, end_token: 11 }] },
      'factoid',
      '40 tons',
    ],
    [
      'several short answers',
      {
        ...LONG,
        short_answers: [
          { start_token: 7, end_token: 8 },
          { start_token: 9, end_token: 10 },
        ],
      },
      'list',
      'crane, 40',
    ],
    ['a long answer alone', LONG, 'summary', 'The crane lifts 40 tons'],
    ['yes', { ...LONG, yes_no_answer: 'YES' }, 'yesno', 'Yes'],
    ['no', { ...LONG, yes_no_answer: 'NO' }, 'yesno', 'No'],
  ])('reads %s, with the long answer as evidence', async (_, given, type, reference) => {
    const { questions, counts } = await read(record(given));
    expect(questions).toMatchObject([
      { type, references: [reference], evidence: ['The crane lifts 40 tons'] },
    ]);
    expect(counts.evidenceUnmatched).toBe(0);
  });

  it('finds a nested long answer within its paragraph', async () => {
    const nested = { long_answer: { start_token: 13, end_token: 21, candidate_index: 2 } };
    const { questions, counts } = await read(record(nested));
    expect(questions[0]?.evidence).toEqual(['Built 1902']);
    expect(counts.evidenceUnmatched).toBe(0);
  });

  it('takes a null answer for no answer', async () => {
    const { questions } = await read(record({}));
    expect(questions).toMatchObject([{ type: 'unanswerable', evidence: [] }]);
  });

  it('asks for two annotators where there are several, and keeps each answer', async () => {
    const short = { ...LONG, short_answers: [{ start_token: 9, end_token: 11 }] };
    const one = await read(record(short, {}, {}, {}, {}));
    const two = await read(record({}, short, {}, LONG, {}));
    expect(one.questions[0]?.type).toBe('unanswerable');
    expect(two.questions[0]).toMatchObject({
      type: 'factoid',
      references: ['40 tons', 'The crane lifts 40 tons'],
    });
  });

  it('keeps all digits of ids beyond 53 bits', async () => {
    const line = JSON.stringify(record(LONG)).replace(
      '"example_id":1',
      '"example_id": -8062182676792486818',
    );
    const { questions } = await readAs('natural-questions', [aFile('questions', line)]);
    expect(questions[0]?.questionId).toBe('-8062182676792486818');
  });

  it('stores a page once, and makes one cluster of its revisions', async () => {
    const other = {
      ...record(LONG),
      example_id: 3,
      document_url: 'https://en.wikipedia.org/w/index.php?title=The_Crane&amp;oldid=78',
    };
    const { documents, questions } = await read(
      record(LONG),
      { ...record(LONG), example_id: 2 },
      other,
    );
    expect(documents.map(({ documentId }) => documentId)).toEqual(['The Crane@77', 'The Crane@78']);
    expect(new Set(questions.map(({ cluster, split }) => `${cluster} ${split}`)).size).toBe(1);
  });

  it('refuses a record whose offsets lie outside its text', async () => {
    const { issues, documents } = await read(
      record({ long_answer: { start_token: 5, end_token: 900, candidate_index: 0 } }),
    );
    expect(documents).toEqual([]);
    expect(issues).toMatchObject([{ line: 1, severity: 'error' }]);
    expect(issues[0]?.message).toContain('tokens 5 to 900 lie outside the page');
  });

  it('refuses a record without any text', async () => {
    const { issues } = await read({ ...record(LONG), document_text: undefined });
    expect(issues).toMatchObject([{ field: 'document_text', severity: 'error' }]);
  });
});

describe('format natural-questions, original', () => {
  const HTML = '<h1>Café</h1><p>Tea &amp; <b>coffee</b></p><ul><li>Cake</li></ul>';
  const span = (text: string, token: number): object => {
    const start = Buffer.byteLength(HTML.slice(0, HTML.indexOf(text)));
    return {
      start_byte: start,
      end_byte: start + Buffer.byteLength(text),
      start_token: token,
      end_token: token + 1,
    };
  };
  const PARAGRAPH = span('<p>Tea &amp; <b>coffee</b></p>', 3);
  const original = {
    ...record(),
    document_title: 'Café',
    document_url: 'http://www.wikipedia.org/Caf%C3%A9',
    document_text: undefined,
    document_html: HTML,
    long_answer_candidates: [{ ...PARAGRAPH, top_level: true }],
    annotations: [
      annotation({ long_answer: PARAGRAPH, short_answers: [span('<b>coffee</b>', 6)] }),
    ],
  };

  it('reads bytes, not characters, and strips the HTML', async () => {
    const { documents, questions } = await read(original);
    expect(documents).toEqual([
      { documentId: 'Café', title: 'Café', paragraphs: ['Tea & coffee'] },
    ]);
    expect(questions).toMatchObject([{ references: ['coffee'], evidence: ['Tea & coffee'] }]);
  });

  it('reads the tokens where there is no HTML', async () => {
    const tokens = ['<P>', 'Tea', '&', 'coffee', '</P>'];
    const { documents, questions } = await read({
      ...original,
      document_html: undefined,
      document_tokens: tokens.map((token) => ({ token, html_token: token.startsWith('<') })),
      long_answer_candidates: [{ start_token: 0, end_token: 5, top_level: true }],
      annotations: [
        annotation({
          long_answer: { start_token: 0, end_token: 5 },
          short_answers: [{ start_token: 3, end_token: 4 }],
        }),
      ],
    });
    expect(documents[0]?.paragraphs).toEqual(['Tea & coffee']);
    expect(questions[0]?.references).toEqual(['coffee']);
  });
});
