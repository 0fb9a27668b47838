import { aFile, jsonLinesText, readAs } from '../../../../test/support/in-memory-import.js';

const row = (id: string, ...answers: string[]): object => ({
  id,
  input: `question ${id}`,
  passages: [{ title: 'Weir', text: 'A weir holds water. ', sentences: ['A weir holds water.'] }],
  output: answers.map((answer) => ({ answer, selected_sentences: [], meta: {} })),
});

describe('format clap-nq', () => {
  it('keeps every long answer, and takes questions with empty answers for unanswerable', async () => {
    const text = jsonLinesText(row('1', 'It holds water.', 'Water.'), row('2', ''), row('3'));
    const { documents, questions } = await readAs('clap-nq', [aFile('questions', text)]);
    expect(documents).toEqual([
      { documentId: 'Weir', title: 'Weir', paragraphs: ['A weir holds water.'] },
    ]);
    expect(questions.map(({ type, references, evidence }) => [type, references, evidence])).toEqual(
      [
        ['summary', ['It holds water.', 'Water.'], ['A weir holds water.']],
        ['unanswerable', ['The documents do not contain the answer.'], []],
        ['unanswerable', ['The documents do not contain the answer.'], []],
      ],
    );
  });
});
