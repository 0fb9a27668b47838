import { jest } from '@jest/globals';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { HOUSE_MODELS, prepareHouses, tunedIsUseless } from './houses.js';
import { writeSpec } from './served-models.js';

jest.setTimeout(300_000);

/** Documents of one question each. */
const DOCUMENTS = 60;
const WAVE = 10;

describe('equipoise run with sequential stopping', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;

  beforeAll(async () => {
    folder = await temporaryFolder();
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models: HOUSE_MODELS });
    endpoint.always(tunedIsUseless);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    await equipoise.up();
    await prepareHouses(equipoise, endpoint, { folder: folder.path, documents: DOCUMENTS });
  });
  afterAll(async () => {
    await equipoise.down();
    await endpoint.stop();
    await folder.remove();
  });

  async function run(tuned: string, ...flags: string[]) {
    const file = await writeSpec(folder.path, {
      datasets: ['houses'],
      arms: [{ base: 'base', tuned: [{ model: tuned, trainSize: 120, seed: 1 }] }],
      contexts: ['closed-book'],
      judge: {
        ...{ model: 'judge', criteria: ['accuracy'], steps: 'criterion', repeats: 2 },
        qualification: 'off',
      },
      analysis: { stopping: 'sequential', wave: WAVE },
    });
    return equipoise.run('run', file, '--out', folder.path, ...flags);
  }

  it('plans how many waves there are at most', async () => {
    const { stdout } = await run('tuned', '--dry-run');
    expect(stdout).toContain(`in up to ${DOCUMENTS / WAVE} waves of about ${WAVE}`);
  });

  it('stops early where the effect is huge, and says what was saved', async () => {
    const { exitCode, stdout } = await run('tuned');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/decided after wave [12] of 6/);
    const saved = /Sequential stopping saved (\d+) answers of 120 and (\d+) judge calls of 240/;
    const [, answers = 0, judgements = 0] = saved.exec(stdout) ?? [];
    expect(Number(answers)).toBeGreaterThanOrEqual(80);
    expect(Number(judgements)).toBe(2 * Number(answers));
    const asked = endpoint.requests.filter(({ model }) => model === 'tuned');
    expect(asked).toHaveLength((120 - Number(answers)) / 2);
  });

  it('uses its questions up where there is none', async () => {
    const { exitCode, stdout } = await run('equal');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('open after wave 6 of 6');
    expect(stdout).toContain('Sequential stopping saved no call');
    const asked = endpoint.requests.filter(({ model }) => model === 'equal');
    expect(asked).toHaveLength(DOCUMENTS);
  });
});
