import { jest } from '@jest/globals';
import { ExperimentsBench } from './support/experiments-bench.js';

jest.setTimeout(180_000);

/** Forty documents of one question. */
const DOCUMENTS = 40;
const QUESTIONS = Array.from({ length: DOCUMENTS }, (_, i) => `q${i + 1}a`);
const WAVE = 10;
const WAVES = DOCUMENTS / WAVE;
const SEQUENTIAL = { analysis: { stopping: 'sequential', wave: WAVE } };
const THREE_ARMS = [{ base: 'base', tuned: [{ model: 'tuned' }, { model: 'same' }] }];

describe('experiments with sequential stopping', () => {
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

  const askedOf = (model: string): string[] =>
    bench.world.requests
      .filter((request) => request.model === model)
      .flatMap(({ questionIds }) => questionIds);

  it('stops when every contrast is decided, tells each wave and what was not bought', async () => {
    const id = await bench.create(SEQUENTIAL);
    const events = await bench.events(id);
    const { status, cells, progress } = await bench.get(id);
    expect(status).toBe('completed');
    const waves = events.filter(({ type }) => type === 'wave').map(({ data }) => data);
    const last = waves.length;
    expect(last).toBeLessThan(WAVES / 2);
    expect(waves).toEqual(
      waves.map((_, i) => ({
        ...{ wave: i + 1, waves: WAVES, contrasts: 2 },
        decided: i + 1 === last ? 2 : 0,
      })),
    );
    const reason = `stopped after wave ${last} of ${WAVES}: every contrast that needs it is decided`;
    expect(cells.map((cell) => [cell.status, cell.reason])).toEqual(
      Array(2).fill(['done', reason]),
    );
    const bought = 2 * last * WAVE;
    expect(progress).toMatchObject({
      ...{ answersDone: bought, answersTotal: bought, wave: last, waves: WAVES },
      ...{ judgementsDone: 4 * bought, judgementsTotal: 4 * bought },
    });
    const { contrasts, savings } = await bench.analysisOf(id);
    expect(contrasts.map(({ verdict }) => verdict)).toEqual(['helps', 'helps']);
    expect(savings).toEqual({
      ...{ answers: 2 * DOCUMENTS - bought, answersPlanned: 2 * DOCUMENTS },
      ...{ judgements: 4 * (2 * DOCUMENTS - bought), judgementsPlanned: 8 * DOCUMENTS },
    });
  });

  it('uses its questions up where nothing is decided', async () => {
    bench.world.score = () => 3;
    const id = await bench.create(SEQUENTIAL);
    const { status, cells } = await bench.untilEnded(id);
    expect(status).toBe('completed');
    expect(cells.map(({ answered, reason }) => [answered, reason])).toEqual(
      Array(2).fill([DOCUMENTS, '']),
    );
    const { contrasts, savings } = await bench.analysisOf(id);
    expect(contrasts.map(({ verdict }) => verdict)).toEqual(Array(2).fill('not-enough-evidence'));
    expect(savings).toMatchObject({ answers: 0, judgements: 0 });
  });

  it('stops a decided arm while the base goes on for another', async () => {
    bench.world.score = ({ model, questionId }) => {
      if (model === 'tuned') return 5;
      if (model === 'base') return 3;
      return QUESTIONS.indexOf(questionId) % 2 === 0 ? 1 : 5;
    };
    const id = await bench.create({ ...SEQUENTIAL, arms: THREE_ARMS });
    const { cells } = await bench.untilEnded(id);
    const [base, tuned, same] = cells;
    expect([base?.answered, same?.answered]).toEqual([DOCUMENTS, DOCUMENTS]);
    expect(tuned?.answered).toBeLessThan(DOCUMENTS);
    expect(tuned?.status).toBe('done');
    expect(askedOf('tuned')).toHaveLength(tuned?.answered ?? 0);
  });

  it('asks no more of a base whose only tuned arm has failed', async () => {
    bench.world.refuseChunk = ({ model }) =>
      model === 'tuned' ? 'the key was refused' : undefined;
    const id = await bench.create(SEQUENTIAL);
    const { status, cells } = await bench.untilEnded(id);
    expect(status).toBe('partially_failed');
    expect(cells.map((cell) => cell.status)).toEqual(['done', 'failed']);
    expect(cells[0]?.reason).toContain('what it is compared with has failed');
    expect(askedOf('base')).toHaveLength(WAVE);
  });

  it('goes on when the last answers of a wave belong to a cell that has failed', async () => {
    let refusals = 0;
    bench.world.refuseChunk = ({ model }) =>
      model === 'tuned' && refusals++ === 0 ? 'the key was refused' : undefined;
    bench.world.answers = false;
    const id = await bench.create({ ...SEQUENTIAL, arms: THREE_ARMS });
    await bench.until(() => bench.world.held.length === 6);
    const { held } = bench.world;
    const late = held.splice(
      held.findLastIndex(({ request }) => request.model === 'tuned'),
      1,
    );
    bench.world.answers = true;
    await bench.release();
    await bench.until(async () => (await bench.get(id)).progress?.judgementsDone === 8 * WAVE);
    held.push(...late);
    await bench.release();
    const { status, cells } = await bench.untilEnded(id);
    expect(status).toBe('partially_failed');
    expect(cells.map((cell) => cell.status)).toEqual(['done', 'failed', 'done']);
    expect(askedOf('same')).toHaveLength(DOCUMENTS);
    expect(bench.world.judged).toHaveLength(2 * (DOCUMENTS / 5));
  });

  it('gives a wave out in all cells, and the next only when it is judged', async () => {
    bench.world.answers = false;
    const id = await bench.create(SEQUENTIAL);
    await bench.until(() => bench.world.held.length === 4);
    expect(askedOf('base')).toHaveLength(WAVE);
    expect([...askedOf('tuned')].sort()).toEqual([...askedOf('base')].sort());
    expect((await bench.get(id)).progress).toMatchObject({ wave: 1, waves: WAVES });
    bench.world.answers = true;
    await bench.release();
    await bench.untilEnded(id);
    const judgedBefore = bench.world.judged.slice(0, 4).map(({ chunkId }) => chunkId);
    const firstWave = bench.world.requests.slice(0, 4).map(({ chunkId }) => chunkId);
    expect([...judgedBefore].sort()).toEqual([...firstWave].sort());
  });

  it('keeps order and decisions over a restart in the middle of a wave', async () => {
    const waveSets = (): string[][] =>
      Array.from({ length: Math.ceil(askedOf('base').length / WAVE) }, (_, wave) =>
        askedOf('base')
          .slice(wave * WAVE, (wave + 1) * WAVE)
          .sort(),
      );
    const unbroken = await bench.create(SEQUENTIAL);
    await bench.untilEnded(unbroken);
    const order = waveSets();
    const { contrasts } = await bench.analysisOf(unbroken);

    bench.world.requests.length = 0;
    bench.world.answers = false;
    const id = await bench.create(SEQUENTIAL);
    await bench.until(() => bench.world.held.length === 4);
    await bench.stopService();
    await bench.release();
    bench.world.answers = true;
    await bench.startService();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    expect(waveSets()).toEqual(order);
    expect((await bench.analysisOf(id)).contrasts).toEqual(contrasts);
  });

  it('plans its waves, and refuses them where stopping is fixed', async () => {
    const { plan } = await bench.client.call('planExperiment', {
      specJson: bench.spec(SEQUENTIAL),
    });
    expect(plan).toMatchObject({ waveQuestions: WAVE, mostWaves: WAVES });
    const fixed = await bench.client.call('planExperiment', { specJson: bench.spec() });
    expect(fixed.plan).toMatchObject({ waveQuestions: 0, mostWaves: 0 });
    const specJson = bench.spec({ analysis: { wave: WAVE } });
    await expect(bench.client.call('planExperiment', { specJson })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});
