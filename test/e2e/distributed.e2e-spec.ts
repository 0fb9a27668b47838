import { jest } from '@jest/globals';
import {
  DistributedPlatform,
  EquipoiseCommands,
  hasKafka,
  ScriptedOpenAi,
  temporaryFolder,
} from '@equipoise/testing';
import { everything, startExperiment } from './by-rest.js';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(600_000);

interface Judgement {
  readonly answerId: string;
  readonly criterion: string;
  readonly repeat: number;
  readonly score: number | null;
}

/** Runs the experiment and reads what it found. */
async function scoresOf(equipoise: EquipoiseCommands, url: string, folder: string) {
  const id = await startExperiment(url, await writeSpec(folder));
  const watched = await equipoise.run('watch', id, '--server', url, '--out', folder);
  const judgements = await everything<Judgement>(`${url}/v1/experiments/${id}/judgements`);
  const analysis: unknown = await (await fetch(`${url}/v1/experiments/${id}/analysis`)).json();
  return { watched, judgements, analysis };
}

(hasKafka() ? describe : describe.skip)('the platform as six processes', () => {
  it('comes to the verdict of the embedded one, and every process stops when asked', async () => {
    const folder = await temporaryFolder();
    const endpoint = await ScriptedOpenAi.start({ delayMs: 5, models: ['base', 'tuned', 'judge'] });
    endpoint.always(tunedIsWorse);
    const platform = await DistributedPlatform.start();
    const equipoise = new EquipoiseCommands({ EQUIPOISE_URL: platform.url });
    await prepare(equipoise, endpoint);
    const distributed = await scoresOf(equipoise, platform.url, folder.path);
    expect(distributed.watched.stdout.match(/▼ hurts/g)).toHaveLength(4);
    expect(distributed.judgements).toHaveLength(640);
    expect(await platform.stop()).toEqual([0, 0, 0, 0, 0, 0]);
    await endpoint.stop();
    await folder.remove();
  });
});
