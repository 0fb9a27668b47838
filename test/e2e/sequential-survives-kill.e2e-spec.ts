import { jest } from '@jest/globals';
import type { Analysis } from '@equipoise/contracts';
import { seededRandom } from '@equipoise/kernel';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { callsReach, everything, startExperiment } from './by-rest.js';
import { HOUSE_MODELS, prepareHouses, tunedIsUseless } from './houses.js';
import { writeSpec } from './served-models.js';

jest.setTimeout(600_000);

const KILLS = 2;
const CONCURRENCY = 8;
/** Documents of one question each. */
const DOCUMENTS = 60;
const WAVE = 10;
const WAVES = DOCUMENTS / WAVE;
const REPEATS = 2;

const SPEC = {
  datasets: ['houses'],
  arms: [
    {
      base: 'base',
      tuned: [
        { model: 'tuned', trainSize: 120, seed: 1 },
        { model: 'equal', trainSize: 240, seed: 1 },
      ],
    },
  ],
  contexts: ['closed-book'],
  judge: {
    ...{ model: 'judge', criteria: ['accuracy'], steps: 'criterion', repeats: REPEATS },
    qualification: { probes: 8, repeats: REPEATS },
  },
  analysis: { stopping: 'sequential', wave: WAVE },
};

interface Run {
  readonly url: string;
  readonly id: string;
  readonly analysis: Analysis;
}

describe('an experiment with sequential stopping whose process is killed without a word', () => {
  const homes: Awaited<ReturnType<typeof temporaryFolder>>[] = [];
  const platforms: EquipoiseCommands[] = [];
  let endpoint: ScriptedOpenAi;

  beforeAll(async () => {
    endpoint = await ScriptedOpenAi.start({ delayMs: 40, models: HOUSE_MODELS });
    endpoint.always(tunedIsUseless);
  });
  afterAll(async () => {
    for (const equipoise of platforms) await equipoise.down('SIGKILL');
    await endpoint.stop();
    for (const { remove } of homes) await remove();
  });

  /** Runs the experiment on a home of its own, killing the platform after so many calls each. */
  async function run(callsBetweenKills: readonly number[]): Promise<Run> {
    const home = await temporaryFolder();
    const equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: home.path });
    homes.push(home);
    platforms.push(equipoise);
    let url = await equipoise.up();
    await prepareHouses(equipoise, endpoint, { folder: home.path, documents: DOCUMENTS });
    const id = await startExperiment(url, await writeSpec(home.path, SPEC));
    for (const calls of callsBetweenKills) {
      await callsReach(endpoint, endpoint.calls + calls);
      await equipoise.down('SIGKILL');
      url = await equipoise.up();
    }
    await equipoise.run('watch', id, '--out', home.path);
    const verdicts = await fetch(`${url}/v1/experiments/${id}/verdicts`);
    return { url, id, analysis: (await verdicts.json()) as Analysis };
  }

  it('decides after two kills what it decides without, wave by wave, and buys nothing twice', async () => {
    const random = seededRandom('kills of waves');
    const kills = Array.from({ length: KILLS }, () => 5 + Math.floor(random() * 50));
    const { url, id, analysis } = await run(kills);
    const asked = endpoint.requests.splice(0);

    const waves = await wavesTold(`${url}/v1/experiments/${id}/events`);
    expect(waves).toEqual(Array.from({ length: WAVES - 1 }, (_, i) => i + 1));
    const [useless, equal] = analysis.contrasts;
    expect(useless).toMatchObject({ verdict: 'hurts', judgeStatus: 'qualified' });
    expect(equal).toMatchObject({ verdict: 'not-enough-evidence', n: DOCUMENTS });
    const stoppedAfter = useless?.sequential?.waves ?? 0;
    expect(stoppedAfter).toBeLessThanOrEqual(2);

    const answers = await everything<{ answerId: string; arm: string; questionId: string }>(
      `${url}/v1/experiments/${id}/answers`,
    );
    const bought = 2 * DOCUMENTS + stoppedAfter * WAVE;
    expect(answers).toHaveLength(bought);
    expect(new Set(answers.map(({ arm, questionId }) => `${arm} ${questionId}`)).size).toBe(bought);
    expect(analysis.savings).toMatchObject({ answers: 3 * DOCUMENTS - bought });
    const judgements = await everything<{
      answerId: string;
      repeat: number;
      score: number | null;
    }>(`${url}/v1/experiments/${id}/judgements`);
    expect(judgements).toHaveLength(bought * REPEATS);
    const keys = judgements.map(({ answerId, repeat }) => `${answerId} ${repeat}`);
    expect(new Set(keys).size).toBe(bought * REPEATS);
    expect(judgements.every(({ score }) => score !== null)).toBe(true);
    const prompts = asked.map(({ model, messages, n }) => JSON.stringify([model, n, messages]));
    expect(prompts.length - new Set(prompts).size).toBeLessThanOrEqual(KILLS * 2 * CONCURRENCY);

    const unbroken = await run([]);
    expect(analysis.contrasts).toEqual(unbroken.analysis.contrasts);
    expect(analysis.savings).toEqual(unbroken.analysis.savings);
  });
});

/** Index of each wave that watchers were told of, in the order of telling. */
async function wavesTold(eventsUrl: string): Promise<number[]> {
  const events = await (await fetch(eventsUrl)).text();
  return [...events.matchAll(/^event: wave\ndata: (.+)$/gm)].map(
    ([, data = '{}']) => (JSON.parse(data) as { wave: number }).wave,
  );
}
