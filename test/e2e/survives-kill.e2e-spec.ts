import { jest } from '@jest/globals';
import { seededRandom } from '@equipoise/kernel';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(600_000);

const KILLS = 5;
const CONCURRENCY = 8;
/** 40 questions x 2 arms x 2 contexts. */
const ANSWERS = 160;
/** Two criteria, two repeats. */
const JUDGEMENTS = ANSWERS * 4;

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

async function everything<T>(url: string): Promise<T[]> {
  const items: T[] = [];
  let cursor = '';
  do {
    const page = (await (await fetch(`${url}?limit=200&cursor=${cursor}`)).json()) as Page<T>;
    items.push(...page.items);
    cursor = encodeURIComponent(page.nextCursor);
  } while (cursor);
  return items;
}

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

  async function callsReach(count: number): Promise<void> {
    for (let i = 0; i < 1200 && endpoint.calls < count; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (endpoint.calls < count) throw new Error(`${endpoint.calls} calls after a minute`);
  }

  it('completes after five kills, with no judgement lost or doubled and nothing bought twice', async () => {
    let url = await equipoise.up();
    await prepare(equipoise, endpoint);
    const spec = await writeSpec(folder.path);
    const created = await fetch(`${url}/v1/experiments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: await (await import('node:fs/promises')).readFile(spec),
    });
    const { experimentId: id } = (await created.json()) as { experimentId: string };

    const random = seededRandom('kills');
    for (let kill = 0; kill < KILLS; kill += 1) {
      await callsReach(endpoint.calls + 10 + Math.floor(random() * 70));
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
