import { jest } from '@jest/globals';
import type { Analysis } from '@equipoise/contracts';
import { ExperimentsBench, type SpecChanges } from './support/experiments-bench.js';

jest.setTimeout(180_000);

const QUESTIONS = ['q1a', 'q1b', 'q2a', 'q2b', 'q3a', 'q3b'];

describe('the judge of an experiment', () => {
  let bench: ExperimentsBench;

  beforeAll(async () => {
    bench = await ExperimentsBench.start({ REMOTE_CHUNK_QUESTIONS: '3', CHUNKS_IN_FLIGHT: '2' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    const { world } = bench;
    world.begin(QUESTIONS);
    world.datasets.set('more', { train: 100, questions: QUESTIONS, hasReferences: true });
    world.score = ({ model, repeat }) => (model === 'base' ? 3 : 4) + (repeat % 2);
  });

  async function analysed(changes: SpecChanges): Promise<Analysis> {
    const id = await bench.create(changes);
    const { status } = await bench.untilEnded(id);
    expect(status).toBe('completed');
    return bench.analysisOf(id);
  }

  it('is tried once on each dataset, as it will judge', async () => {
    const { judgeQualification, contrasts } = await analysed({ datasets: ['facts', 'more'] });
    expect(bench.world.tried).toHaveLength(2);
    expect(new Set(bench.world.tried.map(({ datasetVersionId }) => datasetVersionId)).size).toBe(2);
    expect(bench.world.tried[0]).toMatchObject({
      judge: 'judge',
      estimator: 'samples',
      steps: 'judge',
      temperature: 1,
      criteria: [{ name: 'accuracy' }, { name: 'completeness' }],
      probes: 20,
      repeats: 2,
    });
    expect(judgeQualification).toHaveLength(4);
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(Array(4).fill('qualified'));
  });

  it('stands beside every verdict when it fails, in JSON, Markdown and HTML', async () => {
    bench.world.judgeShows = { status: 'unqualified', reasons: ['it guesses'] };
    const { contrasts, experimentId, conclusion } = await analysed({});
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(['unqualified', 'unqualified']);
    expect(contrasts.every(({ sentence }) => sentence.includes('unqualified'))).toBe(true);
    expect(conclusion.sentence).toContain('unqualified for accuracy');
    for (const format of ['markdown', 'html']) {
      let report = '';
      const request = { experimentId, format };
      for await (const { bytes } of bench.client.stream('getReport', request)) {
        report += Buffer.from(bytes).toString();
      }
      expect(report).toContain('What the judge is worth');
      expect(report).toContain('it guesses');
      expect(report).toContain('unqualified judge');
    }
  });

  it('is not tried where the spec says so, and the verdicts say that', async () => {
    const judge = { model: 'judge', repeats: 2, qualification: 'off' };
    const { contrasts } = await analysed({ judge });
    expect(bench.world.tried).toEqual([]);
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(['not-tested', 'not-tested']);
  });

  it('keeps neither answers nor judgements waiting, only the verdicts', async () => {
    bench.world.trials = false;
    const id = await bench.create({});
    await bench.until(async () => (await bench.get(id)).progress?.judgementsDone === 48);
    expect((await bench.get(id)).progress?.judgementsTotal).toBe(48);
    expect((await bench.get(id)).status).toBe('running');
    await bench.client.call('cancelExperiment', { experimentId: id });
    expect((await bench.get(id)).status).toBe('cancelled');
  });

  it('has its outcome told again without harm', async () => {
    bench.world.tellings = 2;
    const { cost } = await analysed({});
    expect(cost.qualification.calls).toBe(8);
  });

  it('is part of what an experiment cost and may cost: a dear trial ends it with what it has', async () => {
    bench.world.trialCalls = 97;
    bench.world.tokensPerCall = 10;
    bench.world.costUsd = 0.25;
    bench.world.answers = false;
    const id = await bench.create({ budget: { maxCalls: 100 } });
    await bench.until(async () => {
      const [row] = await bench.query<{ told: boolean }>(
        `SELECT outcome IS NOT NULL AS told FROM experiments.qualification_requests
         WHERE experiment_id = $1`,
        [id],
      );
      return row?.told === true;
    });
    bench.world.answers = true;
    await bench.release();
    const { status, guards } = await bench.untilEnded(id);
    expect(status).toBe('partially_failed');
    expect(guards.map(({ subject }) => subject)).toEqual(['spec.budget.maxCalls']);
    expect(guards[0]?.message).toMatch(/10[0-9] model calls of 100/);
    expect(bench.world.requests).toHaveLength(2);
    const { cost, contrasts } = await bench.analysisOf(id);
    expect(cost.qualification).toMatchObject({ calls: 97, promptTokens: 970, costUsd: 0.25 });
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(Array(2).fill('qualified'));
  });

  it('is refused before anything is bought where it alone takes more than the budget', async () => {
    const specJson = bench.spec({ budget: { maxCalls: 95 } });
    const { plan } = await bench.client.call('planExperiment', { specJson: bench.spec() });
    expect(plan?.judgeTrialCalls).toBe(6 * 4 * 2 * 2);
    await expect(
      bench.client.call('createExperiment', { specJson, idempotencyKey: '' }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      violations: [
        {
          path: 'spec.budget.maxCalls',
          message: expect.stringContaining('trying the judge alone takes 96 calls') as unknown,
        },
      ],
    });
    expect(bench.world.tried).toEqual([]);
  });

  it('costs what it bought, even if it failed', async () => {
    bench.world.failTrial = 'the endpoint is gone';
    const { cost, contrasts, warnings } = await analysed({});
    expect(cost.qualification.calls).toBe(8);
    expect(contrasts.map(({ judgeStatus }) => judgeStatus)).toEqual(Array(2).fill('not-tested'));
    expect(warnings.map(({ message }) => message).join()).toContain('the endpoint is gone');
  });

  it('is asked for once, whatever was killed in between', async () => {
    bench.world.answers = false;
    const id = await bench.create({});
    await bench.until(() => bench.world.tried.length > 0);
    await bench.stopService();
    await bench.startService();
    bench.world.answers = true;
    await bench.release();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    expect(bench.world.tried).toHaveLength(1);
  });
});
