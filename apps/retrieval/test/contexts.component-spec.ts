import type { retrievalV1 } from '@equipoise/contracts';
import { jest } from '@jest/globals';
import { demoRows, RetrievalBench } from './support/retrieval-bench.js';

jest.setTimeout(180_000);

interface DemoQuestion {
  readonly id: string;
  readonly question: string;
  readonly documentIds: string[];
  readonly evidence: string[];
}

describe('passages of an index', () => {
  let bench: RetrievalBench;
  let datasetVersionId: string;
  let questions: DemoQuestion[];
  let indexId: string;
  const contexts = async (
    over: Partial<retrievalV1.GetContextsRequest>,
  ): Promise<retrievalV1.QuestionContext[]> => {
    const request = {
      datasetVersionId,
      context: 'retrieved',
      indexId,
      questionIds: questions.map((question) => question.id),
      topK: 5,
      mode: 'hybrid',
      ...over,
    };
    return (await bench.client.call('getContexts', request)).contexts;
  };

  beforeAll(async () => {
    bench = await RetrievalBench.start();
    datasetVersionId = await bench.importDemo();
    questions = await demoRows<DemoQuestion>('questions.jsonl');
    const experimentId = await bench.request({
      datasetVersionId,
      chunkTokens: 128,
      overlapTokens: 32,
    });
    indexId = String((await bench.answerTo(experimentId)).indexId);
  });
  afterAll(async () => {
    await bench.close();
  });

  it.each(['hybrid', 'dense', 'bm25'])('find the passage that answers, by %s', async (mode) => {
    const query = 'How many residents does Vennoray have?';
    const { passages } = await bench.client.call('search', { indexId, query, topK: 3, mode });
    expect(passages).toHaveLength(3);
    expect(passages[0]).toMatchObject({ documentId: 'island-overview', relevant: false });
    expect(passages[0]?.text).toContain('6,840 residents');
    const scores = passages.map((passage) => passage.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('find a passage by its meaning where no word is shared', async () => {
    const query = 'boat timetable to the mainland';
    const { passages } = await bench.client.call('search', {
      indexId,
      query,
      topK: 3,
      mode: 'dense',
    });
    expect(passages.some((passage) => passage.documentId.startsWith('ferry-'))).toBe(true);
  });

  it('measure retrieval against the gold evidence', async () => {
    const answerable = questions.filter((question) => question.evidence.length > 0);
    const given = await contexts({ questionIds: answerable.map((question) => question.id) });
    const metrics = given.flatMap((context) => context.metrics ?? []);
    expect(metrics).toHaveLength(answerable.length);
    const mean = (of: (m: retrievalV1.RetrievalMetrics) => number): number =>
      metrics.reduce((sum, one) => sum + of(one), 0) / metrics.length;
    expect(mean((m) => m.hit)).toBeGreaterThan(0.9);
    expect(mean((m) => m.recall)).toBeGreaterThan(0.8);
    expect(mean((m) => m.recall)).toBeLessThanOrEqual(mean((m) => m.hit));
    for (const { passages, metrics: own } of given) {
      expect(passages.some((passage) => passage.relevant)).toBe(own?.hit === 1);
      expect(own?.k).toBe(5);
    }
  });

  it('grade a question without evidence by its documents', async () => {
    const [question] = questions.filter((one) => one.evidence.length === 0);
    const [context] = await contexts({ questionIds: [question?.id ?? ''] });
    const found = context?.passages.map((p) => question?.documentIds.includes(p.documentId));
    expect(context?.passages.map((passage) => passage.relevant)).toEqual(found);
    expect(context?.metrics?.hit).toBe(found?.includes(true) ? 1 : 0);
  });

  it('give every arm the same, computed once, in the order asked for', async () => {
    const first = await contexts({});
    const [row] = await bench.database.manager.query<{ n: number }[]>(
      "SELECT count(*)::int AS n FROM retrievals WHERE mode = 'hybrid' AND top_k = 5",
    );
    expect(row?.n).toBe(questions.length);
    await bench.database.manager.query('UPDATE retrievals SET scores[1] = 7 WHERE mode = $1', [
      'hybrid',
    ]);
    const reversed = questions.map((question) => question.id).reverse();
    const again = await contexts({ questionIds: reversed });
    expect(again.map((context) => context.questionId)).toEqual(reversed);
    expect(again[0]?.passages[0]?.score).toBe(7);
    expect(again[0]?.passages[0]?.text).toBe(first.at(-1)?.passages[0]?.text);
  });

  it('agree when two ask for the same at once', async () => {
    const [a, b] = await Promise.all([contexts({ topK: 7 }), contexts({ topK: 7 })]);
    expect(a).toEqual(b);
    expect(a.every((context) => context.passages.length === 7)).toBe(true);
  });

  it('are not needed for the gold evidence', async () => {
    const answerable = questions.filter((question) => question.evidence.length > 0).slice(0, 20);
    const given = await contexts({
      context: 'oracle',
      indexId: '',
      questionIds: answerable.map((question) => question.id),
    });
    for (const [i, { passages, metrics }] of given.entries()) {
      expect(passages.map((passage) => passage.text)).toEqual(answerable[i]?.evidence);
      expect(passages.every((passage) => passage.relevant && passage.score === 0)).toBe(true);
      expect(answerable[i]?.documentIds).toContain(passages[0]?.documentId);
      expect(metrics).toBeUndefined();
    }
  });

  it('are not needed for the documents of a question without evidence', async () => {
    const [question] = questions.filter((one) => one.evidence.length === 0);
    const [context] = await contexts({
      context: 'oracle',
      indexId: '',
      questionIds: [question?.id ?? ''],
      topK: 2,
    });
    expect(context?.passages.length).toBeGreaterThan(0);
    expect(context?.passages.length).toBeLessThanOrEqual(2);
    expect(question?.documentIds).toContain(context?.passages[0]?.documentId);
  });

  it('are left out with the book closed', async () => {
    const given = await contexts({ context: 'closed-book', indexId: '', topK: 0, mode: '' });
    expect(given.map((context) => context.text)).toEqual(questions.map((one) => one.question));
    expect(given.every((context) => context.passages.length === 0)).toBe(true);
  });

  it.each([
    [{ indexId: 'f'.repeat(64) }, 'RETRIEVAL.INDEX_NOT_FOUND', 'not_found'],
    [{ mode: 'fuzzy' }, 'RETRIEVAL.INVALID_REQUEST', 'invalid'],
    [{ questionIds: ['nobody'] }, 'RETRIEVAL.QUESTION_NOT_FOUND', 'not_found'],
  ])('refuse %j', async (over, code, kind) => {
    await expect(contexts(over)).rejects.toMatchObject({ code, kind });
  });
});
