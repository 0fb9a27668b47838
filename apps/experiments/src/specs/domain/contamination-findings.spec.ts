import { aDataset, aSpec, someFacts } from '../../../test/a-spec.js';
import type { TextOverlap } from './facts.js';
import { makePlan } from './make-plan.js';

const SIZES = { local: 8, remote: 32 };
const dataset = aDataset(200);

function overlap(
  questionId: string,
  kind: string,
  changes: Partial<TextOverlap> = {},
): TextOverlap {
  return { questionId, kind, sourceId: 't1', matched: 'who is it', similarity: 1, ...changes };
}

function planWith(
  overlaps: readonly TextOverlap[],
  { limit = 200, margin = 0.2 } = {},
): ReturnType<typeof makePlan> {
  const facts = someFacts({ overlaps: new Map([[dataset.versionId, overlaps]]) });
  const spec = aSpec({ questions: { limit }, analysis: { margin } });
  return makePlan(spec, facts, SIZES);
}

/** One overlap of each of the first questions. */
const first = (count: number, kind: string): TextOverlap[] =>
  dataset.testQuestions.slice(0, count).map(({ questionId }) => overlap(questionId, kind));

describe('contamination in a plan', () => {
  it('is no finding where nothing overlaps, and all questions are known to be clean', () => {
    const { guards, contamination } = planWith([]);
    expect(guards).toEqual([]);
    expect(contamination).toEqual([{ dataset: 'facts@v1', questionIds: [] }]);
  });

  it('is not known where nobody looked', () => {
    expect(makePlan(aSpec(), someFacts(), SIZES).contamination).toEqual([]);
  });

  it('counts each question once, quotes the most similar and marks the question dirty', () => {
    const { guards, contamination } = planWith([
      overlap('q1', 'question-and-answer', { similarity: 0.8 }),
      overlap('q1', 'ngram', { sourceId: '', similarity: 0.7 }),
      overlap('q2', 'question-and-answer', { matched: 'x'.repeat(100) }),
      overlap('q3', 'source-document', { sourceId: 'd1', matched: 'A preprint' }),
      overlap('q4', 'answer'),
    ]);
    const [finding, ...others] = guards;
    expect(others.map(({ subject }) => subject)).toEqual(['facts@v1, answer']);
    expect(finding).toMatchObject({ guard: 'contamination' });
    expect(finding?.subject).toBe('facts@v1, question-and-answer or ngram or source-document');
    expect(finding?.message).toMatch(/^3 of 200 test questions are known to the training split/);
    expect(finding?.message).toMatch(/q2 \(t1: "x{80}…"\), q3 \(d1: "A preprint"\), q1 \(t1/);
    expect(contamination).toEqual([{ dataset: 'facts@v1', questionIds: ['q1', 'q2', 'q3'] }]);
  });

  it.each([
    [9, 0.2, 'info'],
    [10, 0.2, 'warning'],
    [10, 0.3, 'info'],
    [15, 0.3, 'warning'],
  ])('takes %d dirty of 200 with a margin of %f for a reason of %s', (count, margin, severity) => {
    const [finding] = planWith(first(count, 'ngram'), { margin }).guards;
    expect(finding?.severity).toBe(severity);
  });

  it('is a note only where an answer, another question or a document is shared by all', () => {
    const kinds = ['answer', 'question', 'document'];
    const { guards, contamination } = planWith(kinds.flatMap((kind) => first(200, kind)));
    expect(guards.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
    expect(contamination).toEqual([{ dataset: 'facts@v1', questionIds: [] }]);
  });

  it('leaves out questions that are not asked', () => {
    const { guards, contamination } = planWith(first(200, 'ngram'), { limit: 10 });
    expect(guards[0]?.message).toMatch(/^10 of 10 test questions/);
    expect(contamination[0]?.questionIds).toHaveLength(10);
  });
});
