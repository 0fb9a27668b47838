import { jest } from '@jest/globals';
import { ExperimentsBench } from './support/experiments-bench.js';

jest.setTimeout(180_000);

const QUESTIONS = ['q1a', 'q1b', 'q2a', 'q2b', 'q3a', 'q3b', 'q4a', 'q4b'];
/** A judge whose trial spends nothing. */
const UNTRIED = { model: 'judge', repeats: 2, qualification: 'off' };
const TWO_TUNED = [{ base: 'base', tuned: [{ model: 'tuned' }, { model: 'other' }] }];

describe('the guards of an experiment', () => {
  let bench: ExperimentsBench;

  beforeAll(async () => {
    bench = await ExperimentsBench.start({
      ...{ REMOTE_CHUNK_QUESTIONS: '3', CHUNKS_IN_FLIGHT: '2', FINE_TUNES_IN_FLIGHT: '1' },
    });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    const { world } = bench;
    world.begin(QUESTIONS, ['tuned', 'other']);
    world.score = ({ model, repeat }) => (model === 'base' ? 3 : 4) + (repeat % 2);
  });

  async function reportOf(experimentId: string, format: string): Promise<string> {
    let report = '';
    for await (const { bytes } of bench.client.stream('getReport', { experimentId, format })) {
      report += Buffer.from(bytes).toString();
    }
    return report;
  }

  const modelsAsked = (): string[] => bench.world.requests.map(({ model }) => model);

  describe('on contamination', () => {
    const overlap = (questionId: string, kind = 'ngram') => ({
      ...{ questionId, kind, sourceId: 't1', matched: 'what is it', similarity: 1 },
    });

    it('mark dirty questions and split every contrast by them, in all reports', async () => {
      bench.world.overlaps = [overlap('q1a'), overlap('q2b', 'source-document')];
      const id = await bench.create();
      const experiment = await bench.untilEnded(id);
      expect(experiment.guards).toMatchObject([{ guard: 'contamination', severity: 'warning' }]);
      expect(experiment.guards[0]?.subject).toMatch(/^facts@v1/);
      expect(experiment.guards[0]?.message).toContain('2 of 8 test questions');
      const { contrasts, guards } = await bench.analysisOf(id);
      expect(guards).toEqual(experiment.guards);
      for (const { contaminationSlices } of contrasts) {
        expect(contaminationSlices).toMatchObject({ clean: { n: 6 }, dirty: { n: 2 } });
      }
      for (const format of ['markdown', 'html']) {
        const report = await reportOf(id, format);
        expect(report).toContain('are known to the training split');
        expect(report).toContain('Tuned minus base by what training knows');
      }
    });

    it('keep the slices apart from a dataset that nothing was found in', async () => {
      const { contrasts } = await bench.analysisOf(
        (await bench.untilEnded(await bench.create())).experimentId,
      );
      for (const { contaminationSlices } of contrasts) {
        expect(contaminationSlices).toMatchObject({ clean: { n: 8 }, dirty: null });
      }
    });

    it('are not asked where no arm is tuned', async () => {
      bench.world.overlaps = [overlap('q1a')];
      const id = await bench.create({ arms: [{ base: 'base' }] });
      expect((await bench.untilEnded(id)).guards).toEqual([]);
    });
  });

  describe('on adapters', () => {
    it('compare every tuned model with its base before it answers, on the first questions', async () => {
      bench.world.answers = false;
      const id = await bench.create({ arms: TWO_TUNED });
      await bench.until(() => bench.world.held.length === 2 && bench.world.compared.length === 2);
      expect(bench.world.compared.map(({ base, tuned }) => [base, tuned]).sort()).toEqual([
        ['base', 'other'],
        ['base', 'tuned'],
      ]);
      const questionIds = bench.world.compared[0]?.questionIds;
      expect(questionIds).toHaveLength(4);
      const held = bench.world.held.map(({ request }) => request.questionIds);
      expect(held).toContainEqual(questionIds?.slice(0, 3));
      bench.world.answers = true;
      await bench.release();
      await bench.untilEnded(id);
      expect(bench.world.compared).toHaveLength(2);
    });

    it('fail the cells of an adapter that changes nothing, before it is asked anything', async () => {
      bench.world.adapterShows = (model) =>
        model === 'tuned' ? { check: { status: 'inactive', changed: 0, largestChange: 0 } } : {};
      const id = await bench.create({ arms: TWO_TUNED });
      const { status, cells, guards } = await bench.untilEnded(id);
      expect(status).toBe('partially_failed');
      expect(guards).toMatchObject([
        { guard: 'adapter-active', severity: 'error', subject: 'tuned' },
      ]);
      expect(cells.map(({ arm, status: own }) => [arm, own])).toEqual([
        ['base', 'done'],
        ['tuned', 'failed'],
        ['other', 'done'],
      ]);
      expect(cells[1]?.reason).toContain('its adapter changes nothing');
      expect(modelsAsked()).not.toContain('tuned');
      const { contrasts, adapterChecks } = await bench.analysisOf(id);
      expect(contrasts.filter(({ n }) => n > 0).map(({ arm }) => arm.label)).toEqual([
        'other',
        'other',
      ]);
      expect(adapterChecks.map(({ arm, status: own }) => [arm, own])).toEqual([
        ['other', 'active'],
        ['tuned', 'inactive'],
      ]);
      const told = (await bench.events(id)).filter(({ type }) => type === 'guard');
      expect(told).toHaveLength(1);
    });

    it('let an arm answer that could not be compared, and say so', async () => {
      bench.world.refuseCheck = ({ tuned }) =>
        tuned === 'tuned' ? 'the key was refused' : undefined;
      const id = await bench.create();
      const { status, guards } = await bench.untilEnded(id);
      expect(status).toBe('completed');
      expect(guards).toMatchObject([{ guard: 'adapter-active', severity: 'warning' }]);
      expect(guards[0]?.message).toContain('the key was refused');
      expect((await bench.analysisOf(id)).adapterChecks).toEqual([]);
    });

    it('count what they bought: once, and towards the budget', async () => {
      bench.world.tellings = 2;
      bench.world.callsPerCheck = 8;
      const free = await bench.untilEnded(await bench.create());
      expect((await bench.analysisOf(free.experimentId)).cost.guards.calls).toBe(8);
      const id = await bench.create({ budget: { maxCalls: 7 }, judge: UNTRIED });
      const spent = await bench.untilEnded(id);
      expect(spent.guards).toMatchObject([{ guard: 'budget', severity: 'error' }]);
      // Answers that were under way when the check was paid for are counted with it.
      const [, calls] = /(\d+) model calls of 7/.exec(spent.guards[0]?.message ?? '') ?? [];
      expect(Number(calls)).toBeGreaterThanOrEqual(8);
    });

    it('compare an adapter that was trained with the rank that was asked for', async () => {
      const lora = { method: 'lora', trainSizes: [16], rank: 8 };
      const id = await bench.create({ arms: [{ base: 'base', fineTune: lora }] });
      const { cells, guards } = await bench.untilEnded(id);
      expect(guards[0]?.message).toContain('the spec asks for rank 8, base+16 has 16');
      expect(cells.map(({ status }) => status)).toEqual(['done', 'failed']);
    });

    it('go on after a restart between question and answer', async () => {
      bench.world.answers = false;
      const id = await bench.create();
      await bench.stopService();
      await bench.startService();
      bench.world.answers = true;
      await bench.release();
      expect((await bench.untilEnded(id)).status).toBe('completed');
      expect(bench.world.compared).toHaveLength(1);
    });
  });

  describe('on arms that differ in more than the treatment', () => {
    it('name both values in the plan, and do not run the arm', async () => {
      bench.world.models.set('tuned', { base: 'base', precision: 'Q4_K_M' });
      const { plan } = await bench.client.call('planExperiment', { specJson: bench.spec() });
      expect(plan?.guards).toMatchObject([{ guard: 'arms-comparable', severity: 'error' }]);
      expect(plan?.guards[0]?.message).toContain('precision is bf16 for base and Q4_K_M for tuned');
      bench.world.adapterShows = () => ({ precision: 'Q4_K_M' });
      const id = await bench.create();
      const { cells, guards } = await bench.untilEnded(id);
      expect(guards).toEqual(plan?.guards);
      expect(cells.map(({ status }) => status)).toEqual(['done', 'failed']);
      expect(modelsAsked()).not.toContain('tuned');
    });

    it('note what is not known, and run the arm', async () => {
      bench.world.adapterShows = () => ({ chatTemplate: '' });
      const id = await bench.create();
      const { status, guards } = await bench.untilEnded(id);
      expect(status).toBe('completed');
      expect(guards).toMatchObject([{ guard: 'arms-comparable', severity: 'info' }]);
      expect(await reportOf(id, 'markdown')).toContain('not known for chat template');
    });

    it('find a model that was exchanged while it answered', async () => {
      let asked = 0;
      bench.world.fingerprintOf = (model) => (model === 'base' ? 'the same' : `weights ${asked++}`);
      const { status, guards } = await bench.untilEnded(await bench.create());
      expect(status).toBe('completed');
      expect(guards).toMatchObject([
        { guard: 'arms-comparable', severity: 'error', subject: 'model tuned' },
      ]);
      expect(guards[0]?.message).toContain('8 different models');
    });
  });

  describe('on the budget', () => {
    it('leave an analysis that its schema accepts when GPU hours are spent', async () => {
      const lora = { method: 'lora', trainSizes: [16, 32, 64] };
      const arms = [{ base: 'base', fineTune: lora }];
      // A minute each, one after the other.
      const id = await bench.create({ arms, budget: { maxGpuHours: 1 / 100 } });
      const { status, guards, cells } = await bench.untilEnded(id);
      expect(status).toBe('partially_failed');
      expect(guards).toMatchObject([{ guard: 'budget', subject: 'spec.budget.maxGpuHours' }]);
      expect(cells.map(({ status: own }) => own)).toEqual([
        ...['done', 'done'],
        ...['cancelled', 'cancelled'],
      ]);
      const { contrasts, guards: told } = await bench.analysisOf(id);
      expect(told).toEqual(guards);
      expect(contrasts.some(({ n }) => n > 0)).toBe(true);
    });

    it('give each training the rest of the GPU hours, and refuse a plan that needs more', async () => {
      const lora = { method: 'lora', trainSizes: [16, 32], placement: { pool: 'h100', gpus: 2 } };
      const arms = [{ base: 'base', fineTune: lora }];
      bench.world.gpuHours = 0.4;
      const wishes: unknown[] = [];
      bench.world.refuseFineTune = ({ placement }) => {
        wishes.push(placement);
        return 'not today';
      };
      try {
        const id = await bench.create({ arms, budget: { maxGpuHours: 1 } });
        await bench.untilEnded(id);
        const wish = { pool: 'h100', gpus: 2, maxGpuHours: 1 };
        expect(wishes).toEqual([wish, wish]);
        await expect(bench.create({ arms, budget: { maxGpuHours: 0.5 } })).rejects.toThrow(
          'is 0.5, and training takes about 0.80 GPU-hours',
        );
        const elsewhere = { ...lora, placement: { pool: 'none' } };
        const none = [{ base: 'base', fineTune: elsewhere }];
        await expect(bench.create({ arms: none })).rejects.toThrow(
          'spec.arms[0].fineTune: placement.pool: there is no pool "none"',
        );
      } finally {
        bench.world.gpuHours = 0;
        bench.world.refuseFineTune = () => undefined;
      }
    });

    it('leave one when calls are spent', async () => {
      const id = await bench.create({ budget: { maxCalls: 4 }, judge: UNTRIED });
      const { status, guards } = await bench.untilEnded(id);
      expect(status).toBe('partially_failed');
      expect((await bench.analysisOf(id)).guards).toEqual(guards);
      expect(await reportOf(id, 'html')).toContain('the budget is spent');
    });
  });

  it('read as having found nothing in an analysis from before there were any', async () => {
    const id = await bench.create();
    await bench.untilEnded(id);
    await bench.query(
      `UPDATE experiments.analyses SET analysis = (
         SELECT jsonb_set(
           analysis - 'guards' - 'adapterChecks' #- '{cost,guards}', '{contrasts}',
           (SELECT jsonb_agg(own - 'contaminationSlices') FROM jsonb_array_elements(analysis -> 'contrasts') AS own))
       ) WHERE experiment_id = $1`,
      [id],
    );
    const { guards, adapterChecks, cost, contrasts } = await bench.analysisOf(id);
    expect([guards, adapterChecks, cost.guards.calls]).toEqual([[], [], 0]);
    expect(contrasts.map(({ contaminationSlices }) => contaminationSlices)).toEqual([null, null]);
    expect(await reportOf(id, 'html')).not.toContain('id="guards"');
  });
});
