import { jest } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { experimentCancelled } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { userText, withSteps } from './support/fake-peers.js';
import { JudgingBench } from './support/judging-bench.js';

jest.setTimeout(180_000);

describe('judging when things go wrong', () => {
  let bench: JudgingBench;

  beforeAll(async () => {
    bench = await JudgingBench.start({ JUDGEMENT_BATCH: '2' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.reset();
  });

  async function cancel(experimentId: string): Promise<void> {
    await bench.app.get(Database).transaction(async () => {
      const publisher = bench.app.get<EventPublisher>(EventPublisher);
      await publisher.publish(experimentCancelled, experimentId, { reason: 'a test' });
    });
  }

  it('counts both calls when a score is readable only at the second try', async () => {
    bench.inference.judge = withSteps((_item, repeat) => ({ text: repeat === 1 ? '3' : 'hm' }));
    const { judgements } = await bench.ready({ answers: bench.given(['first unreadable']) });
    expect(judgements).toMatchObject([{ score: 3, attempts: 2, repeat: 0 }]);
    expect(bench.inference.batches.map(({ items }) => items[0]?.repeats)).toEqual([1, 2]);
  });

  it('reports a score that stays unreadable as missing, never as 0', async () => {
    bench.inference.judge = withSteps(() => ({ text: 'I cannot say' }));
    const answers = bench.given(['never readable']);
    const { judgements } = await bench.ready({ answers });
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
    const { judgements } = await bench.ready({ answers: bench.given(['retries']), repeats: 3 });
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
      isDown && userText(item).includes('"late"')
        ? { error: { code: 'INFERENCE.BUSY', message: 'busy', retryable: true, attempts: 1 } }
        : { text: '5' },
    );
    bench.inference.refusal = () => {
      isDown = bench.inference.batches.length < 2;
      return undefined;
    };
    const answers = bench.given(['early', 'late', 'early too']);
    const { judgements, usage } = await bench.ready({ answers });
    expect(bench.inference.batches.map(({ items }) => items.length)).toEqual([3, 1]);
    expect(bench.inference.batches[1]?.items[0]?.itemId).toBe(answers[1]?.answerId);
    expect(judgements.map(({ score }) => score)).toEqual([5, 5, 5]);
    expect(usage.calls).toBe(3);
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
      userText(item).includes('"long"') ? { error } : { text: '2' },
    );
    const { judgements } = await bench.ready({ answers: bench.given(['long', 'short']) });
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
      userText(item).includes('"mended"') ? { error } : { text: '2' },
    );
    const answers = bench.given(['mended', 'fine']);
    await bench.ready({ answers });
    bench.inference.judge = withSteps(() => ({ text: '5' }));
    const { judgements } = await bench.ready({ answers, chunkId: contentId('after the repair') });
    expect(judgements.map(({ score }) => score).sort()).toEqual([2, 5]);
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
    await cancel(experimentId);
    await bench.idle();
    await bench.request({ answers: bench.given(['void']), chunkId }, experimentId);
    await bench.idle();
    expect(bench.inference.requests).toEqual([]);
    expect(await bench.publishedAbout(chunkId)).toEqual([]);
  });

  it('stops a chunk under way when its experiment is cancelled', async () => {
    const experimentId = contentId('cancelled under way');
    const chunkId = contentId('half done');
    bench.inference.holdsStreams = true;
    await bench.request({ answers: bench.given(['held']), chunkId }, experimentId);
    await bench.until(() => bench.inference.batches.length === 1);
    await cancel(experimentId);
    await bench.idle();
    expect(await bench.publishedAbout(chunkId)).toEqual([]);
    bench.inference.holdsStreams = false;
  });

  it("begins what is left again when another model answers to the judge's name", async () => {
    bench.inference.judge = withSteps(() => {
      bench.inference.fingerprint = 'judge-weights-2';
      return { text: '3', modelFingerprint: 'judge-weights-2' };
    });
    const answers = bench.given(['changed']);
    await bench.ready({ answers });
    const { judgements } = await bench.client.call('getJudgements', {
      answerIds: answers.map(({ answerId }) => answerId),
    });
    expect(judgements.map((each) => each.judgeFingerprint)).toEqual(['judge-weights-2']);
  });
});
