import { jest } from '@jest/globals';
import { seededRandom } from '@equipoise/kernel';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { callsReach, everything, startExperiment } from './by-rest.js';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(600_000);

const KILLS = 5;
const CONCURRENCY = 8;
/** 40 questions x 2 arms x 2 contexts. */
const ANSWERS = 160;
/** Two criteria, two repeats. */
const JUDGEMENTS = ANSWERS * 4;

describe('an experiment whose process is killed without a word', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;

  beforeAll(async () => {
    folder = await temporaryFolder();
    endpoint = await ScriptedOpenAi.start({ delayMs: 40, models: ['base', 'tuned', 'judge'] });
    endpoint.always(tunedIsWorse);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
  });
  afterAll(async () => {
    await equipoise.down('SIGKILL');
    await endpoint.stop();
    await folder.remove();
  });

  it('completes after five kills, with no judgement lost or doubled and nothing bought twice', async () => {
    let url = await equipoise.up();
    await prepare(equipoise, endpoint);
    const spec = await writeSpec(folder.path);
    const id = await startExperiment(url, spec);

    const random = seededRandom('kills');
    for (let kill = 0; kill < KILLS; kill += 1) {
      await callsReach(endpoint, endpoint.calls + 10 + Math.floor(random() * 70));
      await equipoise.down('SIGKILL');
      url = await equipoise.up();
    }
    const watched = await equipoise.run('watch', id, '--out', folder.path);
    expect(watched.stdout.match(/▼ hurts/g)).toHaveLength(4);
    expect(watched.exitCode).toBe(1);

    const answers = await everything<{ answerId: string; status: string }>(
      `${url}/v1/experiments/${id}/answers`,
    );
    expect(answers).toHaveLength(ANSWERS);
    expect(answers.every(({ status }) => status === 'answered')).toBe(true);
    const judgements = await everything<{
      answerId: string;
      criterion: string;
      repeat: number;
      score: number | null;
    }>(`${url}/v1/experiments/${id}/judgements`);
    expect(judgements).toHaveLength(JUDGEMENTS);
    const keys = judgements.map(({ answerId, criterion, repeat }) =>
      [answerId, criterion, repeat].join(),
    );
    expect(new Set(keys).size).toBe(JUDGEMENTS);
    expect(judgements.every(({ score }) => score !== null)).toBe(true);

    // Two repeats of one form are one call with n = 2 here, so ask how often each prompt was bought.
    const asked = endpoint.requests.map(({ model, messages, n }) =>
      JSON.stringify([model, n ?? 1, messages]),
    );
    const boughtTwice = asked.length - new Set(asked).size;
    expect(boughtTwice).toBeLessThanOrEqual(KILLS * 2 * CONCURRENCY);
  });
});
