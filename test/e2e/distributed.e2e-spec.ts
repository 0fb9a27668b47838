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

interface Answer {
  readonly answerId: string;
  readonly cellId: string;
  readonly questionId: string;
  readonly text: string;
}
interface Judgement {
  readonly answerId: string;
  readonly criterion: string;
  readonly repeat: number;
  readonly score: number | null;
}

/** Runs the experiment to its end. @returns what a person reads, every score, and every contrast */
async function outcomeOf(
  equipoise: EquipoiseCommands,
  url: string,
  folder: string,
): Promise<{ stdout: string; scores: string[]; contrasts: unknown[] }> {
  const id = await startExperiment(url, await writeSpec(folder));
  const { stdout } = await equipoise.run('watch', id, '--server', url, '--out', folder);
  const base = `${url}/v1/experiments/${id}`;
  const answers = new Map(
    (await everything<Answer>(`${base}/answers`)).map((answer) => [answer.answerId, answer]),
  );
  const judgements = await everything<Judgement>(`${base}/judgements`);
  const scores = judgements.map(({ answerId, criterion, repeat, score }) => {
    const { questionId, text } = answers.get(answerId) ?? {};
    return JSON.stringify([questionId, text, criterion, repeat, score]);
  });
  const text = await (await fetch(`${base}/verdicts`)).text();
  // What the models took is measured anew by every run; all else is what they answered.
  const verdicts = JSON.parse(text, (key, value: unknown) =>
    key === 'modelSeconds' ? 'measured' : value,
  ) as { contrasts: unknown[] };
  return { stdout, scores: scores.sort(), contrasts: verdicts.contrasts };
}

(hasKafka() ? describe : describe.skip)('the platform as six processes', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;

  beforeAll(async () => {
    folder = await temporaryFolder();
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models: ['base', 'tuned', 'judge'] });
    endpoint.always(tunedIsWorse);
  });
  afterAll(async () => {
    await endpoint.stop();
    await folder.remove();
  });

  it('comes to the scores and the verdicts of the embedded one, and stops when asked', async () => {
    const platform = await DistributedPlatform.start();
    const remote = new EquipoiseCommands({ EQUIPOISE_URL: platform.url });
    await prepare(remote, endpoint);
    const distributed = await outcomeOf(remote, platform.url, folder.path);
    expect(await platform.stop()).toEqual([0, 0, 0, 0, 0, 0]);

    const embedded = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    const url = await embedded.up();
    await prepare(embedded, endpoint);
    const expected = await outcomeOf(embedded, url, folder.path);
    await embedded.down();

    expect(distributed.stdout.match(/▼ hurts/g)).toHaveLength(4);
    expect(distributed.scores).toHaveLength(640);
    expect(distributed.scores).toEqual(expected.scores);
    expect(distributed.contrasts).toHaveLength(4);
    expect(distributed.contrasts).toEqual(expected.contrasts);
  });
});
