import { ragMessages } from '@equipoise/contracts';
import { AnswersTooAlikeError } from './fine-tunes.errors.js';
import {
  derange,
  toJsonLines,
  type TrainingExample,
  trainingExamples,
  type TrainingQuestion,
} from './training-example.js';

const QUESTIONS: TrainingQuestion[] = [
  {
    questionId: 'q1',
    text: 'Who?',
    answer: 'Ann',
    evidence: [
      { title: 'Ann', text: 'Ann did it.' },
      { title: '', text: 'She said so.' },
    ],
  },
  {
    questionId: 'q2',
    text: 'Where?',
    answer: 'Here',
    evidence: [{ title: 'Places', text: 'It was here.' }],
  },
  { questionId: 'q3', text: 'Why?', answer: 'Unknown', evidence: [] },
];
const answersOf = (examples: TrainingExample[]) =>
  examples.map(({ completion: [message] }) => message.content);

describe(trainingExamples.name, () => {
  it('gives the prompt of the oracle context and the answer to learn', () => {
    const examples = trainingExamples(QUESTIONS, 'with-context', 1);
    expect(examples[0]).toEqual({
      questionId: 'q1',
      prompt: ragMessages('Who?', QUESTIONS[0]!.evidence),
      completion: [{ role: 'assistant', content: 'Ann' }],
    });
  });

  it('gives the closed-book prompt where there is no evidence', () => {
    const [, , unanswerable] = trainingExamples(QUESTIONS, 'with-context', 1);
    expect(unanswerable?.prompt).toEqual(ragMessages('Why?', []));
  });

  it('leaves the passages out under question-only', () => {
    const examples = trainingExamples(QUESTIONS, 'question-only', 1);
    expect(examples.map(({ prompt }) => prompt)).toEqual(
      QUESTIONS.map(({ text }) => ragMessages(text, [])),
    );
    expect(answersOf(examples)).toEqual(['Ann', 'Here', 'Unknown']);
  });

  it('keeps the prompts and gives every question a wrong answer under shuffled-answers', () => {
    const examples = trainingExamples(QUESTIONS, 'shuffled-answers', 1);
    const right = trainingExamples(QUESTIONS, 'with-context', 1);
    expect(examples.map(({ prompt }) => prompt)).toEqual(right.map(({ prompt }) => prompt));
    expect(answersOf(examples).toSorted()).toEqual(['Ann', 'Here', 'Unknown']);
    answersOf(examples).forEach((answer, i) => {
      expect(answer).not.toBe(QUESTIONS[i]?.answer);
    });
  });
});

describe(derange.name, () => {
  it.each([
    [['a', 'b']],
    [['yes', 'yes', 'no', 'no']],
    [['yes', 'a', 'yes', 'b', 'yes', 'c', 'd']],
    [Array.from({ length: 60 }, (_, i) => `t${i % 7}`)],
  ])('leaves nobody with a text equal to their own: %j', (texts) => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const given = derange(texts, seed);
      expect(given.toSorted()).toEqual(texts.toSorted());
      given.forEach((text, i) => {
        expect(text).not.toBe(texts[i]);
      });
    }
  });

  it('gives another permutation for another seed', () => {
    const texts = Array.from({ length: 20 }, (_, i) => `t${i}`);
    expect(derange(texts, '1')).not.toEqual(derange(texts, '2'));
    expect(derange(texts, '1')).toEqual(derange(texts, '1'));
  });

  it('refuses texts of which more than half are the same', () => {
    expect(() => derange(['yes', 'yes', 'no'], '1')).toThrow(AnswersTooAlikeError);
    expect(() => derange(['alone'], '1')).toThrow(AnswersTooAlikeError);
  });
});

describe(toJsonLines.name, () => {
  it('writes one example a line, line breaks escaped', () => {
    const text = toJsonLines(
      trainingExamples(
        [{ questionId: 'q', text: 'A\nB?', answer: 'x', evidence: [] }],
        'question-only',
        1,
      ),
    );
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(text)).toEqual({
      question_id: 'q',
      prompt: ragMessages('A\nB?', []),
      completion: [{ role: 'assistant', content: 'x' }],
    });
  });
});
