import { jest } from '@jest/globals';
import { ExperimentsBench } from './support/experiments-bench.js';

jest.setTimeout(180_000);

/** Forty documents of one question. */
const DOCUMENTS = 40;
const QUESTIONS = Array.from({ length: DOCUMENTS }, (_, i) => `q${i + 1}a`);
const WAVE = 10;
const SEQUENTIAL = { analysis: { stopping: 'sequential', wave: WAVE } };
const UNTRIED = { model: 'judge', repeats: 2, qualification: 'off' };

describe('sequential stopping together with', () => {
  let bench: ExperimentsBench;

  beforeAll(async () => {
    bench = await ExperimentsBench.start({ REMOTE_CHUNK_QUESTIONS: '5', CHUNKS_IN_FLIGHT: '8' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    const { world } = bench;
    world.begin(QUESTIONS, ['tuned', 'same']);
    world.score = ({ model }) => (model === 'tuned' ? 5 : 1);
  });

  const noJobLeft = async (): Promise<boolean> => {
    const [row] = await bench.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM experiments_jobs.job
       WHERE state IN ('created', 'retry', 'active') AND name LIKE '%.v1'`,
    );
    return row?.count === 0;
  };

  describe('several seeds of a treatment', () => {
    const tuned = [
      { model: 'tuned', trainSize: 16, seed: 1 },
      { model: 'same', trainSize: 16, seed: 2 },
    ];
    const TWO_SEEDS = { ...SEQUENTIAL, arms: [{ base: 'base', tuned }] };

    it('decides about all of them at once, and stops them together', async () => {
      bench.world.score = ({ model }) => (model === 'base' ? 1 : 5);
      const id = await bench.create(TWO_SEEDS);
      const { status, cells } = await bench.untilEnded(id);
      expect(status).toBe('completed');
      const [answered] = cells.map((cell) => cell.answered);
      expect(answered).toBeLessThan(DOCUMENTS);
      expect(cells.map((cell) => cell.answered)).toEqual(Array(3).fill(answered));
      const { contrasts } = await bench.analysisOf(id);
      expect(contrasts.map(({ verdict, seeds }) => [verdict, seeds])).toEqual(
        Array(2).fill(['helps', 2]),
      );
    });

    it('goes on with both where each alone would be decided and their mean is not', async () => {
      bench.world.score = ({ model }) => ({ tuned: 5, same: 1 })[model] ?? 3;
      const id = await bench.create(TWO_SEEDS);
      const { cells } = await bench.untilEnded(id);
      expect(cells.map((cell) => cell.answered)).toEqual(Array(3).fill(DOCUMENTS));
    });
  });

  it('the trial of the judge: it is asked for once, and the experiment waits for it with its verdicts only', async () => {
    bench.world.trials = false;
    const id = await bench.create(SEQUENTIAL);
    await bench.until(async () =>
      (await bench.get(id)).cells.every((cell) => cell.status === 'done'),
    );
    const { status, progress } = await bench.get(id);
    expect(status).toBe('running');
    expect(progress).toMatchObject({ judgeTrialsDone: 0, judgeTrialsTotal: 1 });
    expect(bench.world.tried).toHaveLength(1);
    await bench.releaseTrials();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    const { contrasts, savings, cost } = await bench.analysisOf(id);
    expect(contrasts.map(({ verdict, judgeStatus }) => [verdict, judgeStatus])).toEqual(
      Array(2).fill(['helps', 'qualified']),
    );
    expect(savings?.judgements).toBe(4 * (savings?.answers ?? 0));
    expect(cost.qualification.calls).toBe(8);
  });

  it('a budget: when it is spent in the middle of a wave the experiment ends, and claims no more than it has', async () => {
    bench.world.score = () => 3;
    // A wave takes 20 answers and 20 judge calls of these neighbours.
    const id = await bench.create({ ...SEQUENTIAL, judge: UNTRIED, budget: { maxCalls: 55 } });
    const { status, cells, guards } = await bench.untilEnded(id);
    expect(status).toBe('partially_failed');
    expect(cells.map((cell) => cell.status)).toEqual(['cancelled', 'cancelled']);
    expect(guards.map(({ subject }) => subject)).toEqual(['spec.budget.maxCalls']);
    expect(bench.world.requests).toHaveLength(8);
    const { contrasts, savings } = await bench.analysisOf(id);
    for (const { verdict, n, sequential } of contrasts) {
      expect(verdict).toBe('not-enough-evidence');
      expect(n).toBeGreaterThanOrEqual(WAVE);
      expect(n).toBeLessThanOrEqual(2 * WAVE);
      expect(sequential?.waves).toBeLessThanOrEqual(2);
    }
    expect(savings).toMatchObject({ answers: 0, judgements: 0 });
  });

  it('a budget: a decision that was made before it was spent stands', async () => {
    const decided = await bench.create({ ...SEQUENTIAL, judge: UNTRIED });
    const { progress } = await bench.untilEnded(decided);
    const calls = 2 * (progress?.answersDone ?? 0);
    const id = await bench.create({ ...SEQUENTIAL, judge: UNTRIED, budget: { maxCalls: calls } });
    expect(await bench.untilEnded(id)).toMatchObject({ status: 'completed', guards: [] });
    expect((await bench.analysisOf(id)).contrasts).toEqual(
      (await bench.analysisOf(decided)).contrasts,
    );
  });

  it('cancelling: in the middle of a wave nothing more is given out', async () => {
    bench.world.score = () => 3;
    bench.world.answers = false;
    const { held } = bench.world;
    const id = await bench.create(SEQUENTIAL);
    await bench.until(() => held.length === 4);
    await bench.release();
    await bench.until(() => held.length === 4);
    const late = held.splice(1);
    await bench.release();
    await bench.until(() => bench.world.judged.length === 5);
    await bench.client.call('cancelExperiment', { experimentId: id });
    await bench.until(() => bench.world.cancelled.includes(id));
    held.push(...late);
    await bench.release();
    const [open] = await bench.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM experiments.chunks
       WHERE experiment_id = $1 AND status IN ('pending', 'answering', 'answered', 'judging')`,
      [id],
    );
    expect(open?.count).toBe(0);
    await bench.until(noJobLeft);
    const { status, cells } = await bench.get(id);
    expect(status).toBe('cancelled');
    expect(cells.map((cell) => cell.status)).toEqual(['cancelled', 'cancelled']);
    expect(bench.world.requests).toHaveLength(8);
    const events = await bench.events(id);
    expect(events.findLast(({ type }) => type === 'status')?.data.status).toBe('cancelled');
  });
});
