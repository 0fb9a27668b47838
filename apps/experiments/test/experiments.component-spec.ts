import { jest } from '@jest/globals';
import { RemoteError } from '@equipoise/platform';
import { ExperimentsBench } from './support/experiments-bench.js';

jest.setTimeout(180_000);

const QUESTIONS = ['q1a', 'q1b', 'q2a', 'q2b', 'q3a', 'q3b', 'q4a', 'q4b'];
const LORA = { method: 'lora', trainSizes: [16] };

describe('experiments', () => {
  let bench: ExperimentsBench;

  beforeAll(async () => {
    bench = await ExperimentsBench.start({ REMOTE_CHUNK_QUESTIONS: '3', CHUNKS_IN_FLIGHT: '2' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.world.begin(QUESTIONS);
  });

  const counts = async (id: string): Promise<unknown> => {
    const [row] = await bench.query(
      `SELECT (SELECT count(*)::int FROM experiments.answer_facts WHERE experiment_id = $1) AS answers,
         (SELECT count(*)::int FROM experiments.scores WHERE experiment_id = $1) AS scores`,
      [id],
    );
    return row;
  };

  it('goes from a spec to verdicts and tells what happens on the way', async () => {
    bench.world.score = ({ model, repeat }) => (model === 'base' ? 3 : 4) + (repeat % 2);
    const id = await bench.create({
      arms: [{ base: 'base', fineTune: LORA }],
      contexts: ['retrieved', 'closed-book'],
    });
    const events = await bench.events(id);
    const experiment = await bench.get(id);

    expect(experiment).toMatchObject({ status: 'completed', reason: '' });
    expect(experiment.progress).toMatchObject({
      answersDone: 32,
      answersTotal: 32,
      judgementsDone: 128,
      judgementsTotal: 128,
      fineTunesDone: 1,
      indexesDone: 1,
      fineTunes: [{ label: 'base · lora 16 pairs · seed 1 · facts@v1', status: 'succeeded' }],
      indexes: [{ dataset: 'facts@v1', chunksDone: 12, chunksTotal: 12 }],
    });
    expect(experiment.cells.map(({ status, answered }) => [status, answered])).toEqual(
      Array(4).fill(['done', 8]),
    );
    const statuses = events.filter(({ type }) => type === 'status').map(({ data }) => data.status);
    expect(statuses).toEqual(['queued', 'running', 'analysing', 'completed']);
    expect(events.findLast(({ type }) => type === 'progress')?.data).toEqual(experiment.progress);
    expect(
      events.filter(({ type, data }) => type === 'cell' && data.status === 'done'),
    ).toHaveLength(4);
    const analysis = await bench.analysisOf(id);
    expect(analysis.contrasts.map(({ difference }) => difference)).toEqual([1, 1, 1, 1]);
    expect(events.find(({ type }) => type === 'verdicts')?.data).toMatchObject({
      contrasts: [{ criterion: 'accuracy' }, {}, {}, {}],
    });
  });

  it('asks for the adapter under its own name and reads from the index only where it retrieves', async () => {
    const id = await bench.create({
      arms: [{ base: 'base', fineTune: LORA }],
      contexts: ['retrieved', 'closed-book'],
    });
    await bench.untilEnded(id);
    const asked = new Set(
      bench.world.requests.map(({ model, context, indexId }) =>
        [model, context, indexId === null ? 'no index' : 'index'].join(),
      ),
    );
    expect([...asked].sort()).toEqual([
      'base+16,closed-book,no index',
      'base+16,retrieved,index',
      'base,closed-book,no index',
      'base,retrieved,index',
    ]);
  });

  it('is preparing while nothing can be answered yet', async () => {
    const id = await bench.create({ contexts: ['retrieved'] });
    const events = await bench.events(id);
    const statuses = events.filter(({ type }) => type === 'status').map(({ data }) => data.status);
    expect(statuses.slice(0, 3)).toEqual(['queued', 'preparing', 'running']);
  });

  it('asks every arm the same questions in the same blocks, few at a time', async () => {
    bench.world.answers = false;
    const id = await bench.create({ questions: { limit: 5 } });
    await bench.until(() => bench.world.held.length === 2);
    bench.world.answers = true;
    await bench.release();
    await bench.untilEnded(id);
    const blocks = (arm: string): string[][] =>
      bench.world.requests
        .filter(({ model }) => model === arm)
        .map((asked) => asked.questionIds)
        .toSorted((a, b) => b.length - a.length); // two workers take them in any order
    expect(blocks('base').map(({ length }) => length)).toEqual([3, 2]);
    expect(blocks('tuned')).toEqual(blocks('base'));
  });

  it('counts a fact that is told three times once', async () => {
    bench.world.tellings = 3;
    const id = await bench.create();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    expect(await counts(id)).toEqual({ answers: 16, scores: 64 });
    expect(bench.world.requests).toHaveLength(6);
    expect(bench.world.judged).toHaveLength(6);
  });

  it('fails only the cell of a chunk that cannot be answered', async () => {
    bench.world.refuseChunk = ({ model }) =>
      model === 'tuned' ? 'the key was refused' : undefined;
    const id = await bench
      .create({
        arms: [{ base: 'base', tuned: [{ model: 'tuned' }, { model: 'other' }] }],
      })
      .catch((error: unknown) => error);
    expect(id).toBeInstanceOf(RemoteError);

    bench.world.models.set('other', { base: 'base' });
    const known = await bench.create({
      arms: [{ base: 'base', tuned: [{ model: 'tuned' }, { model: 'other' }] }],
    });
    const experiment = await bench.untilEnded(known);
    expect(experiment.status).toBe('partially_failed');
    expect(experiment.reason).toBe('1 of 3 cells did not finish; the first: the key was refused');
    expect(experiment.cells.map(({ arm, status, reason }) => [arm, status, reason])).toEqual([
      ['base', 'done', ''],
      ['tuned', 'failed', 'the key was refused'],
      ['other', 'done', ''],
    ]);
  });

  it('ends although answers come in after their cell has failed', async () => {
    let refusals = 0;
    bench.world.refuseChunk = () => (refusals++ === 0 ? 'the key was refused' : undefined);
    bench.world.answers = false;
    const id = await bench.create({ arms: [{ base: 'base' }] });
    await bench.until(() => bench.world.held.length === 2);
    bench.world.answers = true;
    await bench.release();
    expect(await bench.untilEnded(id)).toMatchObject({
      status: 'failed',
      reason: 'the key was refused',
    });
    expect(bench.world.judged).toEqual([]);
  });

  it('fails only the cells of a fine-tune that fails', async () => {
    bench.world.refuseFineTune = ({ trainSize }) => (trainSize === 32 ? 'loss is NaN' : undefined);
    const id = await bench.create({
      arms: [{ base: 'base', fineTune: { method: 'lora', trainSizes: [16, 32] } }],
    });
    const experiment = await bench.untilEnded(id);
    expect(experiment.status).toBe('partially_failed');
    expect(experiment.cells.map(({ status, reason }) => [status, reason])).toEqual([
      ['done', ''],
      ['done', ''],
      ['failed', 'loss is NaN'],
    ]);
  });

  it('counts answers that failed and judges the others', async () => {
    bench.world.refuseQuestion = (questionId, model) =>
      questionId === 'q1a' && model === 'tuned' ? 'the prompt is too long' : undefined;
    const id = await bench.create();
    const experiment = await bench.untilEnded(id);
    expect(experiment.status).toBe('completed');
    expect(experiment.cells.map(({ answered, failed }) => [answered, failed])).toEqual([
      [8, 0],
      [7, 1],
    ]);
    expect(experiment.progress).toMatchObject({ judgementsDone: 60, judgementsTotal: 60 });
  });

  it('fails when there is no score to analyse, and has no analysis', async () => {
    bench.world.refuseQuestion = () => 'the endpoint is gone';
    const id = await bench.create();
    const experiment = await bench.untilEnded(id);
    expect(experiment).toMatchObject({
      status: 'failed',
      reason: 'every answer failed, the first: the endpoint is gone',
    });
    await expect(bench.client.call('getAnalysis', { experimentId: id })).rejects.toMatchObject({
      kind: 'precondition',
      code: 'EXPERIMENTS.NOT_ANALYSED',
    });
  });

  it('stops buying when the budget is spent, and analyses what it has', async () => {
    bench.world.costUsd = 1;
    const id = await bench.create({ budget: { maxCostUsd: 3.5 } });
    const experiment = await bench.untilEnded(id);
    expect(experiment.status).toBe('partially_failed');
    expect(experiment.reason).toContain('US dollars of 3.5');
    expect(experiment.guards).toMatchObject([
      { subject: 'spec.budget.maxCostUsd', severity: 'error' },
    ]);
    expect(experiment.guards[0]?.message).toContain('the budget is spent');
    expect(experiment.warnings.join()).not.toContain('budget');
    expect(bench.world.requests.length).toBeLessThan(6);
    expect(await bench.analysisOf(id)).toHaveProperty('contrasts');
  });

  it.each([
    ['maxCalls', 4],
    ['maxTokens', 40],
  ])('ends with what it has when %s is spent, saying so once', async (path, limit) => {
    bench.world.tokensPerCall = 10;
    const judge = { model: 'judge', repeats: 2, qualification: 'off' };
    const id = await bench.create({ judge, budget: { [path]: limit } });
    const experiment = await bench.untilEnded(id);
    expect(experiment.status).toBe('partially_failed');
    expect(experiment.guards.map(({ subject }) => subject)).toEqual([`spec.budget.${path}`]);
    expect(bench.world.requests.length).toBeLessThan(6);
    const told = (await bench.events(id)).filter(({ type }) => type === 'guard');
    expect(told).toHaveLength(1);
  });

  it('cancels: what is queued is void, and late answers change nothing', async () => {
    bench.world.answers = false;
    const id = await bench.create();
    await bench.until(() => bench.world.held.length === 2);
    const { experiment } = await bench.client.call('cancelExperiment', { experimentId: id });
    expect(experiment?.status).toBe('cancelled');
    await bench.until(() => bench.world.cancelled.includes(id));
    await bench.release();
    const events = await bench.events(id);
    const statuses = events.filter(({ type }) => type === 'status').map(({ data }) => data.status);
    expect(statuses.slice(-2)).toEqual(['cancelling', 'cancelled']);
    await bench.until(async () => {
      const [row] = await bench.query<{ count: string }>(
        `SELECT count(*) FROM experiments_jobs.job WHERE state IN ('created', 'retry', 'active')
         AND name LIKE '%.v1'`,
      );
      return row?.count === '0';
    });
    expect(await counts(id)).toEqual({ answers: 0, scores: 0 });
    const again = await bench.client.call('cancelExperiment', { experimentId: id });
    expect(again.experiment?.status).toBe('cancelled');
  });

  it('refuses to cancel what has ended', async () => {
    const id = await bench.create();
    await bench.untilEnded(id);
    await expect(bench.client.call('cancelExperiment', { experimentId: id })).rejects.toMatchObject(
      {
        kind: 'precondition',
        message: `experiment ${id} is completed and cannot be cancelled any more`,
      },
    );
  });

  it('goes on after a restart with no score lost and none doubled', async () => {
    bench.world.answers = false;
    const id = await bench.create();
    await bench.until(() => bench.world.held.length === 2);
    await bench.stopService();
    await bench.release();
    bench.world.answers = true;
    await bench.startService();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    expect(await counts(id)).toEqual({ answers: 16, scores: 64 });
    expect(bench.world.requests).toHaveLength(6);
  });

  it('ends a watch when the service stops, saying where to go on', async () => {
    bench.world.answers = false;
    const id = await bench.create();
    const watched = bench.events(id);
    await bench.until(() => bench.world.held.length === 2);
    const interrupted = expect(watched).rejects.toMatchObject({ kind: 'unavailable' });
    await bench.stopService();
    await interrupted;
    bench.world.answers = true;
    await bench.release();
    await bench.startService();
    await bench.untilEnded(id);
    const all = await bench.events(id);
    const middle = all[3]?.id ?? 0;
    expect(await bench.events(id, middle)).toEqual(all.slice(4));
  });

  it('gives the same experiment back for the same key and spec, and refuses another spec', async () => {
    const specJson = bench.spec();
    const create = (spec: string) =>
      bench.client.call('createExperiment', { specJson: spec, idempotencyKey: 'key-1' });
    const [first, second] = await Promise.all([create(specJson), create(specJson)]);
    expect(second.experiment?.experimentId).toBe(first.experiment?.experimentId);
    expect([first.created, second.created].sort()).toEqual([false, true]);
    await expect(create(bench.spec({ seed: 'another' }))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'EXPERIMENTS.IDEMPOTENCY_CONFLICT',
    });
    await bench.untilEnded(first.experiment?.experimentId ?? '');
  });
});
