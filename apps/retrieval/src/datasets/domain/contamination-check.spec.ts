import { seededRandom } from '@equipoise/kernel';
import { ContaminationCheck } from './contamination-check.js';
import type { Question } from './dataset.js';
import { type OverlapKind } from './text-overlap.js';

function aQuestion(questionId: string, text: string, changes: Partial<Question> = {}): Question {
  return {
    ...{ questionId, text, cluster: 'c', split: 'test', type: 'factoid' },
    ...{ references: [`the answer of ${questionId}`], documentIds: [], evidence: [] },
    ...changes,
  };
}

/** Kinds found of one test question against one training question. */
function kindsOf(test: Question, ...trainings: readonly Question[]): OverlapKind[] {
  const check = new ContaminationCheck([test]);
  for (const training of trainings) check.addTraining(training);
  return check.overlaps().map(({ kind }) => kind);
}

const TEXT = 'Which laboratory published the first map of the northern sky in colour?';

/** Questions of twelve made words each, which chance does not repeat. */
function madeQuestions(prefix: string, count: number): Question[] {
  const random = seededRandom(prefix);
  const letter = (): string => String.fromCharCode(97 + Math.floor(random() * 26));
  const word = (): string => Array.from({ length: 6 }, letter).join('');
  return Array.from({ length: count }, (_, i) =>
    aQuestion(`${prefix}${i}`, Array.from({ length: 12 }, word).join(' '), {
      references: [`${word()} ${word()}`],
    }),
  );
}

const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => `${text.toUpperCase()}?!`,
  (text) => text.replace(/ (\S+)$/, ' otherwise'),
  (text) => `please ${text}`,
  (text) => text.split(' ').reverse().join(' '),
  (text) => text.replace(/^\S+ /, ''),
];

describe(ContaminationCheck, () => {
  it('finds every planted near duplicate with its answer among 500 pairs, and nothing else', () => {
    const [tests, others] = [madeQuestions('test', 100), madeQuestions('train', 450)];
    const planted = tests.slice(0, 50).map(({ text, ...test }, i) => {
      const disguise = DISGUISES[i % DISGUISES.length] as (typeof DISGUISES)[number];
      return { ...test, questionId: `planted${i}`, text: disguise(text) };
    });
    const check = new ContaminationCheck(tests);
    for (const training of [...others, ...planted]) check.addTraining(training);
    const found = check.overlaps();
    const pairs = found.filter(({ kind }) => kind === 'question-and-answer');
    expect(pairs.map(({ questionId, sourceId }) => [questionId, sourceId])).toEqual(
      tests.slice(0, 50).map(({ questionId }, i) => [questionId, `planted${i}`]),
    );
    const dirty = new Set(found.map(({ questionId }) => questionId));
    expect(dirty).toEqual(new Set(tests.slice(0, 50).map(({ questionId }) => questionId)));
  });

  it('tells the same question with another answer apart', () => {
    const references = ['another one'];
    expect(kindsOf(aQuestion('q', TEXT), aQuestion('t', TEXT, { references }))).toContain(
      'question',
    );
    expect(kindsOf(aQuestion('q', TEXT), aQuestion('t', TEXT, { references }))).not.toContain(
      'question-and-answer',
    );
  });

  it('does not take questions about different years for one', () => {
    const ask = (id: string, year: number): Question =>
      aQuestion(id, `Who won the long race of the old northern towns in ${year}?`);
    expect(kindsOf(ask('q', 1998), ask('t', 1999))).not.toContain('question');
    expect(kindsOf(ask('q', 1998), ask('t', 1998))).toContain('question');
  });

  it('finds thirteen words in a row within a longer pair, and names them', () => {
    const training = aQuestion('t', `Somebody asked once more: ${TEXT} The answer of q was known.`);
    const check = new ContaminationCheck([aQuestion('q', TEXT)]);
    check.addTraining(training);
    const [found] = check.overlaps().filter(({ kind }) => kind === 'ngram');
    expect(found?.matched).toContain('the first map of the northern sky');
  });

  it('finds an answer that was trained on, but no yes and no "unanswerable"', () => {
    const training = aQuestion('t', 'Where is it?', { references: ['The Paris!', 'yes'] });
    const ask = (references: string[], type: Question['type']): OverlapKind[] =>
      kindsOf(aQuestion('q', TEXT, { references, type }), training);
    expect(ask(['paris'], 'factoid')).toEqual(['answer']);
    expect(ask(['yes'], 'yesno')).toEqual([]);
    expect(ask(['Paris'], 'unanswerable')).toEqual([]);
  });

  it('finds a question that stands in a document, unless it is shorter than five words', () => {
    const check = new ContaminationCheck([
      aQuestion('long', TEXT),
      aQuestion('short', 'Who is he?'),
    ]);
    const paragraphs = [`FAQ. who is he? ${TEXT.toLowerCase()} It was ours.`];
    check.addDocument({ documentId: 'd', title: 'Questions', paragraphs });
    expect(check.overlaps()).toEqual([
      { questionId: 'long', kind: 'document', sourceId: 'd', matched: 'Questions', similarity: 1 },
    ]);
  });

  it('finds a question about a document that training reads under another name', () => {
    const words = madeQuestions('paper', 20).map(({ text }) => text);
    const check = new ContaminationCheck([
      aQuestion('q', TEXT, { documentIds: ['seen', 'other'] }),
    ]);
    check.addTraining(aQuestion('t', 'Who is it?', { documentIds: ['copy', 'unlike'] }));
    const documents = [
      { documentId: 'seen', title: 'A paper', paragraphs: words },
      { documentId: 'other', title: 'Another', paragraphs: [words.join(' ').toUpperCase()] },
      {
        documentId: 'copy',
        title: 'A preprint',
        paragraphs: [...words.slice(0, 19), 'an appendix'],
      },
      { documentId: 'unlike', title: 'Unlike', paragraphs: [words.toReversed().join(' and ')] },
      { documentId: 'unread', title: 'Nobody trains on it', paragraphs: words },
    ];
    for (const document of documents) check.addDocument(document);
    for (const document of documents) check.compareDocument(document);
    const found = check.overlaps();
    expect(found).toMatchObject([
      { questionId: 'q', kind: 'source-document', sourceId: 'copy', matched: 'A preprint' },
    ]);
    expect(found[0]?.similarity).toBeGreaterThan(0.8);
  });
});
