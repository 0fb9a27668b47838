import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import {
  EquipoiseCommands,
  ScriptedOpenAi,
  type ScriptedReply,
  type ScriptedRequest,
  temporaryFolder,
} from '@equipoise/testing';
import { writeSpec } from './served-models.js';

jest.setTimeout(300_000);

/** Documents of one question each. */
const DOCUMENTS = 60;
const WAVE = 10;

/** Base and equal model answer alike, the tuned model as badly as can be. */
function tunedIsUseless({ model, messages, n = 1 }: ScriptedRequest): ScriptedReply {
  const prompt = messages.map(({ content }) => content).join('\n');
  if (model !== 'judge') return { texts: [`An answer from the ${model} model.`] };
  return { texts: Array<string>(n).fill(prompt.includes('from the tuned model') ? '1' : '5') };
}

describe('equipoise run with sequential stopping', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const models = ['base', 'tuned', 'equal', 'judge'];
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models });
    endpoint.always(tunedIsUseless);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    await equipoise.up();
    for (const command of [await importOf(folder.path), ...models.map((name) => addOf(name))]) {
      const { exitCode, stderr } = await equipoise.run(...command);
      if (exitCode !== 0) throw new Error(`equipoise ${command.join(' ')}: ${stderr}`);
    }
  });
  afterAll(async () => {
    await equipoise.down();
    await endpoint.stop();
    await folder.remove();
  });

  const addOf = (name: string): string[] => [
    ...['models', 'add', name, '--endpoint', endpoint.url, '--concurrency', '8'],
  ];

  async function importOf(path: string): Promise<string[]> {
    const files = { documents: join(path, 'documents.jsonl'), questions: join(path, 'qs.jsonl') };
    const each = (line: (i: number) => object): string =>
      Array.from({ length: DOCUMENTS }, (_, i) => JSON.stringify(line(i))).join('\n');
    await writeFile(
      files.documents,
      each((i) => ({ id: `d${i}`, title: `House ${i}`, text: `House ${i} has ${i + 2} doors.` })),
    );
    await writeFile(
      files.questions,
      each((i) => ({
        ...{ id: `q${i}`, question: `How many doors has house ${i}?`, answers: [`${i + 2}`] },
        ...{ type: 'factoid', documentIds: [`d${i}`], split: 'test' },
        evidence: [`House ${i} has ${i + 2} doors.`],
      })),
    );
    return [
      ...['dataset', 'import', '--name', 'houses', '--format', 'jsonl'],
      `documents=${files.documents}`,
      `questions=${files.questions}`,
    ];
  }

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
