import { jest } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { experimentCancelled, type inferenceV1, type JudgementsReady } from '@equipoise/contracts';
import { contentId, seededShuffle } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import type { FakeJudge } from './support/fake-peers.js';
import { DATASET, JudgingBench } from './support/judging-bench.js';

jest.setTimeout(180_000);

const userText = (item: inferenceV1.GenerationItem): string => item.messages[1]?.content ?? '';

/** Writes evaluation steps when asked for them; `judge` fills the forms. */
const withSteps =
  (judge: FakeJudge): FakeJudge =>
  (item, repeat) =>
    item.itemId === 'evaluation-steps'
      ? { text: 'Read the question.\n2. Compare with the reference.\n3. Choose a score.' }
      : judge(item, repeat);

describe('judgements', () => {
  let bench: JudgingBench;

  beforeAll(async () => {
    bench = await JudgingBench.start({ JUDGEMENT_BATCH: '2' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.inference.requests.length = 0;
    bench.inference.refusal = () => undefined;
    bench.inference.judge = withSteps(() => ({ text: '4' }));
  });

  async function ready(request: Parameters<JudgingBench['judge']>[0]): Promise<JudgementsReady> {
    const published = await bench.judge(request);
    expect(published.topic).toBe('judging.judgements-ready.v1');
    return published.payload as JudgementsReady;
  }

  it('judges a whole chunk on every criterion and tells what it cost', async () => {
    const answers = bench.given(['right', 'wrong', 'so-so']);
    bench.inference.judge = withSteps((item) => ({
      text: userText(item).includes('\nwrong\n') ? 'Score: 1' : '4/5',
    }));
    const { judgements, usage } = await ready({
      answers,
      repeats: 2,
      criteria: [
        { name: 'accuracy', version: 1 },
        { name: 'completeness', version: 1 },
      ],
    });
    expect(judgements).toHaveLength(12);
    const scoresOf = (id: string | undefined): (number | null)[] =>
      judgements.filter(({ answerId }) => answerId === id).map(({ score }) => score);
    expect(scoresOf(answers[0]?.answerId)).toEqual([4, 4, 4, 4]);
    expect(scoresOf(answers[1]?.answerId)).toEqual([1, 1, 1, 1]);
    expect(usage).toMatchObject({ calls: 14, reused: 0, promptTokens: 1400 });
    expect(usage.modelSeconds).toBeCloseTo(7);
  });

  it('shares one beginning among the forms of a criterion and draws their order by seed', async () => {
    const answers = bench.given(['a', 'b', 'c', 'd', 'e', 'f']);
    const chunkId = contentId('order');
    await ready({
      answers,
      chunkId,
      seed: 'dice',
      criteria: [
        { name: 'accuracy', version: 1 },
        { name: 'completeness', version: 1 },
      ],
    });
    const [accuracy, completeness] = bench.inference.batches;
    expect(bench.inference.batches).toHaveLength(2);
    expect(accuracy?.items.map(({ prefill }) => prefill)).toEqual(Array(6).fill('Accuracy: '));
    expect(completeness?.items.map(({ prefill }) => prefill)).toEqual(
      Array(6).fill('Completeness: '),
    );
    const ids = answers.map(({ answerId }) => answerId);
    const order = accuracy?.items.map(({ itemId }) => itemId);
    expect(order).toEqual(seededShuffle(ids, `dice ${chunkId} accuracy`));
    expect(order).not.toEqual(ids);
    const heads = accuracy?.items.map((item) => userText(item).split('Question:\n')[0]);
    expect(new Set(heads).size).toBe(1);
  });

  it('shows the judge nothing of the arm', async () => {
    await ready({ answers: bench.given(['blind']) });
    const sent = JSON.stringify(bench.inference.batches);
    expect(sent).toContain('blind');
    expect(sent).not.toContain('secret');
    expect(sent).not.toContain(contentId('cell'));
    expect(sent).not.toContain(DATASET);
  });

  it('counts both calls when a score is readable only at the second try', async () => {
    bench.inference.judge = withSteps((_item, repeat) => ({ text: repeat === 1 ? '3' : 'hm' }));
    const { judgements } = await ready({ answers: bench.given(['first unreadable']) });
    expect(judgements).toMatchObject([{ score: 3, attempts: 2, repeat: 0 }]);
    expect(bench.inference.batches.map(({ items }) => items[0]?.repeats)).toEqual([1, 2]);
  });

  it('reports a score that stays unreadable as missing, never as 0', async () => {
    bench.inference.judge = withSteps(() => ({ text: 'I cannot say' }));
    const answers = bench.given(['never readable']);
    const { judgements } = await ready({ answers });
    expect(judgements).toMatchObject([{ score: null, attempts: 3 }]);
    const { judgements: stored } = await bench.client.call('getJudgements', {
      answerIds: answers.map(({ answerId }) => answerId),
    });
    expect(stored[0]?.score).toBeUndefined();
    expect(stored[0]?.failure).toContain('I cannot say');
  });

  it('gives no sample to two repeats of one answer', async () => {
    bench.inference.judge = withSteps((_item, repeat) => ({
      text: ['hm', '2', '?', '5'][repeat] ?? '1',
    }));
    const { judgements } = await ready({ answers: bench.given(['retries']), repeats: 3 });
    const scores = judgements.map(({ repeat, score }) => [repeat, score]).sort();
    expect(scores).toEqual([
      [0, 5],
      [1, 2],
      [2, 1],
    ]);
  });

  it('asks at redelivery only for what is not stored', async () => {
    let isDown = true;
    bench.inference.judge = withSteps((item) =>
      isDown && userText(item).includes('\nlate\n')
        ? { error: { code: 'INFERENCE.BUSY', message: 'busy', retryable: true, attempts: 1 } }
        : { text: '5' },
    );
    bench.inference.refusal = () => {
      isDown = bench.inference.batches.length < 2;
      return undefined;
    };
    const answers = bench.given(['early', 'late', 'early too']);
    const { judgements, usage } = await ready({ answers });
    expect(bench.inference.batches.map(({ items }) => items.length)).toEqual([3, 1]);
    expect(bench.inference.batches[1]?.items[0]?.itemId).toBe(answers[1]?.answerId);
    expect(judgements.map(({ score }) => score)).toEqual([5, 5, 5]);
    expect(usage.calls).toBe(3);
  });

  it('asks nothing for a chunk that is stored, and tells of it once', async () => {
    const chunkId = contentId('twice');
    const answers = bench.given(['again']);
    await ready({ answers, chunkId });
    const before = bench.inference.batches.length;
    await bench.request({ answers, chunkId });
    await bench.idle();
    expect(bench.inference.batches).toHaveLength(before);
    expect(await bench.publishedAbout(chunkId)).toHaveLength(1);
  });

  it('counts judgements that another chunk bought as reused', async () => {
    const answers = bench.given(['bought before']);
    await ready({ answers, chunkId: contentId('buyer') });
    const { usage } = await ready({ answers, chunkId: contentId('user') });
    expect(usage).toMatchObject({ calls: 0, reused: 1, costUsd: 0 });
  });

  it('takes the expectation over the score tokens and stores the leaked mass', async () => {
    const tokenProbabilities = [0.1, 0, 0, 0.4, 0.3].map((probability, i) => ({
      token: `${i + 1}`,
      probability,
    }));
    bench.inference.judge = withSteps(() => ({ tokenProbabilities }));
    const { judgements } = await ready({
      answers: bench.given(['probable']),
      estimator: 'token-probability',
      repeats: 10,
    });
    expect(judgements).toHaveLength(1);
    expect(judgements[0]?.score).toBeCloseTo((0.1 + 1.6 + 1.5) / 0.8, 12);
    expect(judgements[0]?.leakedMass).toBeCloseTo(0.2, 12);
    expect(bench.inference.batches[0]?.items[0]?.scoreTokens).toEqual(['1', '2', '3', '4', '5']);
  });

  it("fails the chunk with the endpoint's reason when it gives no probabilities", async () => {
    bench.inference.refusal = ({ purpose }) =>
      purpose === 'judgement'
        ? { code: status.FAILED_PRECONDITION, details: 'no token probabilities here' }
        : undefined;
    const published = await bench.judge({
      answers: bench.given(['impossible']),
      estimator: 'token-probability',
    });
    expect(published).toMatchObject({
      topic: 'judging.judgements-failed.v1',
      payload: { reason: 'no token probabilities here' },
    });
  });

  it('reports one answer that the judge refuses as missing, and fails when all are refused', async () => {
    const error = {
      code: 'INFERENCE.CONTEXT_TOO_LONG',
      message: 'too long',
      retryable: false,
      attempts: 1,
    };
    bench.inference.judge = withSteps((item) =>
      userText(item).includes('\nlong\n') ? { error } : { text: '2' },
    );
    const { judgements } = await ready({ answers: bench.given(['long', 'short']) });
    expect(judgements.map(({ score }) => score).sort()).toEqual([2, null]);
    const published = await bench.judge({ answers: bench.given(['long', 'long']) });
    expect(published.topic).toBe('judging.judgements-failed.v1');
    expect(published.payload).toMatchObject({
      code: 'JUDGING.EVERY_JUDGEMENT_FAILED',
      reason: expect.stringContaining('INFERENCE.CONTEXT_TOO_LONG: too long') as string,
    });
  });

  it('asks again for what was missing for an error when the answers come again', async () => {
    const error = {
      code: 'INFERENCE.REFUSED',
      message: 'key refused',
      retryable: false,
      attempts: 1,
    };
    bench.inference.judge = withSteps((item) =>
      userText(item).includes('\nmended\n') ? { error } : { text: '2' },
    );
    const answers = bench.given(['mended', 'fine']);
    await ready({ answers });
    bench.inference.judge = withSteps(() => ({ text: '5' }));
    const { judgements } = await ready({ answers, chunkId: contentId('after the repair') });
    expect(judgements.map(({ score }) => score).sort()).toEqual([2, 5]);
  });

  it('judges an empty answer and leaves a failed one out', async () => {
    const answers = bench.given(['', 'never given']);
    const failed = bench.inference.answers.at(-1) as inferenceV1.Answer;
    failed.status = 'failed';
    const { judgements } = await ready({ answers });
    expect(judgements.map(({ answerId }) => answerId)).toEqual([answers[0]?.answerId]);
  });

  it('freezes the steps that a judge wrote, and records when it wrote none', async () => {
    bench.inference.fingerprint = 'judge-without-steps';
    bench.inference.judge = () => ({ text: '5 is my favourite' });
    const answers = bench.given(['steps']);
    await ready({ answers });
    await ready({ answers: bench.given(['steps later']) });
    const asked = bench.inference.requests.filter(({ purpose }) => purpose === 'evaluation-steps');
    expect(asked).toHaveLength(3);
    const { judgements } = await bench.client.call('getJudgements', {
      answerIds: answers.map(({ answerId }) => answerId),
    });
    expect(judgements[0]).toMatchObject({
      stepsSource: 'criterion',
      judgeFingerprint: 'judge-without-steps',
    });
    expect(judgements[0]?.evaluationSteps).toHaveLength(3);
    bench.inference.fingerprint = 'judge-weights-1';
  });

  it('fails a chunk whose criterion nobody knows, naming those that exist', async () => {
    const published = await bench.judge({
      answers: bench.given(['x']),
      criteria: [{ name: 'charm', version: 1 }],
    });
    expect(published.payload).toMatchObject({
      code: 'JUDGING.CRITERION_NOT_FOUND',
      reason: expect.stringContaining('accuracy@v1, completeness@v1') as string,
    });
  });

  it('does not begin a chunk of a cancelled experiment', async () => {
    const experimentId = contentId('cancelled experiment');
    const chunkId = contentId('void');
    await bench.app.get(Database).transaction(async () => {
      const publisher = bench.app.get<EventPublisher>(EventPublisher);
      await publisher.publish(experimentCancelled, experimentId, { reason: 'a test' });
    });
    await bench.idle();
    await bench.request({ answers: bench.given(['void']), chunkId }, experimentId);
    await bench.idle();
    expect(bench.inference.requests).toEqual([]);
    expect(await bench.publishedAbout(chunkId)).toEqual([]);
  });

  it('refuses to look up what is no answer id', async () => {
    await expect(
      bench.client.call('getJudgements', { answerIds: ['nonsense'] }),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'JUDGING.ANSWER_IDS_INVALID' });
  });
});
