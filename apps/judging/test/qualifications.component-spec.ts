import { status } from '@grpc/grpc-js';
import { jest } from '@jest/globals';
import {
  type EventDefinition,
  experimentCancelled,
  qualificationRequested,
  type QualificationReady,
  type QualificationRequested,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { type FakeJudge, userText, withSteps } from './support/fake-peers.js';
import { JudgingBench } from './support/judging-bench.js';

jest.setTimeout(180_000);

const READY = 'judging.qualification-ready.v1';
const experiment = (name: string): string => contentId(['experiment', name]);

/** The candidate answer on a form, as the judge reads it. */
const candidate = (item: Parameters<FakeJudge>[0]): string =>
  /<<<candidate \w+>>>\n"(.*)"\n/.exec(userText(item))?.[1] ?? '';

/** Gold answers are `fact <n> about <n> things`; what belongs to the question is told by its number. */
const expert: FakeJudge = (item) => {
  const [, number = ''] = /question q(\d+)\?/.exec(userText(item)) ?? [];
  const answer = candidate(item);
  if (!answer.includes(`fact${number}`)) return { text: '1' };
  return { text: answer.includes(`things${number}`) ? '5' : '3' };
};

describe('judge qualification', () => {
  let bench: JudgingBench;

  beforeAll(async () => {
    bench = await JudgingBench.start();
    bench.retrieval.questions = Array.from({ length: 12 }, (_, i) => ({
      questionId: `q${i}`,
      cluster: `document ${i}`,
      type: i === 0 ? 'unanswerable' : 'factoid',
      text: `question q${i}?`,
      references: [i === 0 ? 'Unanswerable' : `fact${i} that${i} concerns${i} things${i}`],
    }));
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.inference.requests.length = 0;
    bench.inference.holdsStreams = false;
    bench.inference.judge = withSteps(expert);
  });

  async function publish<P>(event: EventDefinition<P>, id: string, payload: P): Promise<void> {
    const publisher = bench.app.get<EventPublisher>(EventPublisher);
    await bench.app.get(Database).transaction(() => publisher.publish(event, id, payload));
  }

  async function request(name: string, changes: Partial<QualificationRequested>): Promise<void> {
    await publish(qualificationRequested, experiment(name), {
      datasetVersionId: 'd'.repeat(64),
      judge: 'judge',
      estimator: 'samples',
      steps: 'criterion',
      temperature: 1,
      criteria: [{ name: 'accuracy', version: 1 }],
      probes: 6,
      repeats: 2,
      ...changes,
    });
  }

  async function told(name: string): Promise<{ topic: string; payload: unknown }[]> {
    const [queue] = await bench.query(`SELECT to_regclass('experiments_jobs.job') AS job`);
    if (!(queue as { job: unknown }).job) return [];
    return bench.query(
      `SELECT name AS topic, data->'payload' AS payload FROM experiments_jobs.job
       WHERE data->>'experimentId' = $1`,
      [experiment(name)],
    );
  }

  async function qualify(
    name: string,
    changes: Partial<QualificationRequested> = {},
  ): Promise<QualificationReady> {
    await request(name, changes);
    await bench.until(async () => (await told(name)).length > 0);
    const [first] = await told(name);
    expect(first?.topic).toBe(READY);
    return first?.payload as QualificationReady;
  }

  const asked = () => bench.inference.requests.filter(({ purpose }) => purpose === 'probe');

  it('qualifies a judge that knows good answers from bad ones, with figures', async () => {
    const { qualifications, usage } = await qualify('expert');
    expect(qualifications).toHaveLength(1);
    expect(qualifications[0]).toMatchObject({
      criterion: 'accuracy',
      judgeFingerprint: 'judge-weights-1',
      status: 'qualified',
      reasons: [],
      questions: 6,
      repeats: 2,
      judgements: 48,
      missing: 0,
      meanScores: { gold: 5, wrong: 1, cut: 3, padded: 5 },
      goldAboveWrong: { area: 1, gold: 6, spoilt: 6 },
      monotonicity: { ordered: 6, questions: 6 },
      padding: { difference: 0, finding: 'indifferent' },
      repeatability: { icc: 1, repeatsForTarget: 1 },
    });
    expect(usage).toMatchObject({ calls: 48, reused: 0 });
  });

  it('asks with the form of a real judgement, and tells the judge nothing of the probes', async () => {
    await qualify('blind', { probes: 5, criteria: [{ name: 'completeness', version: 1 }] });
    const items = asked().flatMap((batch) => batch.items);
    expect(items).toHaveLength(20);
    for (const item of items) {
      expect(item.prefill).toBe('Completeness: ');
      expect(item.messages[1]?.content.split('\n').at(-1)).toBe('Evaluation Form (scores ONLY):');
    }
    expect(JSON.stringify(asked())).not.toMatch(/gold|wrong answer|padded|Unanswerable/);
    const kinds = items.map((item) => item.itemId);
    expect(kinds.every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true);
  });

  it('buys nothing twice: not for another experiment, and only the rest for more probes', async () => {
    await qualify('first', { probes: 4, repeats: 1, temperature: 0.5 });
    const bought = asked().length;
    const again = await qualify('second', { probes: 4, repeats: 1, temperature: 0.5 });
    expect(asked()).toHaveLength(bought);
    expect(again.usage).toMatchObject({ calls: 0, reused: 16, costUsd: 0 });
    const more = await qualify('third', { probes: 5, repeats: 1, temperature: 0.5 });
    expect(more.usage.calls).toBeLessThanOrEqual(5);
    expect(more.usage.reused).toBeGreaterThanOrEqual(15);
  });

  it('says of a judge that likes everything what is wrong with it', async () => {
    bench.inference.fingerprint = 'flatterer';
    bench.inference.judge = withSteps(() => ({ text: '5' }));
    const [judged] = (await qualify('flatterer')).qualifications;
    bench.inference.fingerprint = 'judge-weights-1';
    expect(judged?.status).toBe('unqualified');
    expect(judged?.reasons.join('; ')).toContain('with a chance of 0.50; at least 0.80 is wanted');
    expect(judged?.goldAboveWrong.area).toBe(0.5);
  });

  it('reads token probabilities as judgements do', async () => {
    const score = (item: Parameters<FakeJudge>[0]): string =>
      (expert(item, 0) as { text: string }).text;
    bench.inference.judge = withSteps((item) => ({
      tokenProbabilities: [{ token: score(item), probability: 0.9 }],
    }));
    const { qualifications } = await qualify('tokens', { estimator: 'token-probability' });
    expect(qualifications[0]).toMatchObject({ status: 'qualified', repeats: 1, judgements: 24 });
    expect(qualifications[0]?.meanLeakedMass).toBeCloseTo(0.1, 10);
  });

  it('tells that the judge cannot be tried, and why', async () => {
    await request('no criterion', { criteria: [{ name: 'charm', version: 1 }] });
    await bench.until(async () => (await told('no criterion')).length > 0);
    const [failed] = await told('no criterion');
    expect(failed?.topic).toBe('judging.qualification-failed.v1');
    expect(JSON.stringify(failed?.payload)).toContain('charm');
  });

  it('tells what a trial had bought when it failed', async () => {
    const criteria = ['accuracy', 'completeness'].map((name) => ({ name, version: 1 }));
    const refused = { code: status.FAILED_PRECONDITION, details: 'the key was refused' };
    bench.inference.refusal = ({ items }) =>
      items[0]?.prefill === 'Completeness: ' ? refused : undefined;
    await request('half', { criteria, temperature: 0.7, repeats: 1 });
    await bench.until(async () => (await told('half')).length > 0);
    bench.inference.refusal = () => undefined;
    const [failed] = await told('half');
    expect(failed).toMatchObject({
      topic: 'judging.qualification-failed.v1',
      payload: { usage: { calls: 24, promptTokens: 2400, completionTokens: 48 } },
    });
  });

  it('stops when its experiment is cancelled, and tells nothing', async () => {
    bench.inference.holdsStreams = true;
    await request('void', { temperature: 0.3 });
    await bench.until(() => asked().length > 0);
    await publish(experimentCancelled, experiment('void'), { reason: 'enough' });
    await bench.idle();
    expect(await told('void')).toEqual([]);
  });
});
