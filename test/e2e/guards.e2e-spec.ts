import { readFile } from 'node:fs/promises';
import { jest } from '@jest/globals';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(300_000);

const JUDGE = { model: 'judge', criteria: ['accuracy'], repeats: 1, qualification: 'off' };

describe('equipoise run with arms that cannot be compared', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const models = ['base', 'tuned', 'judge', 'unloaded', 'quantised'];
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models });
    endpoint.always(tunedIsWorse);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    await equipoise.up();
    await prepare(equipoise, endpoint);
    await add('base', '--precision', 'bf16');
    await add('unloaded', '--base', 'base', '--precision', 'bf16');
    await add('quantised', '--base', 'base', '--precision', 'int4');
  });
  afterAll(async () => {
    await equipoise.down();
    await endpoint.stop();
    await folder.remove();
  });

  async function add(name: string, ...options: string[]): Promise<void> {
    const command = ['models', 'add', name, '--endpoint', endpoint.url, ...options];
    const { exitCode, stderr } = await equipoise.run(...command);
    if (exitCode !== 0) throw new Error(stderr);
  }

  const specOf = (...models: string[]): Promise<string> =>
    writeSpec(folder.path, {
      arms: [{ base: 'base', tuned: models.map((model) => ({ model })) }],
      contexts: ['closed-book'],
      judge: JUDGE,
    });

  it('says in the plan which two values differ', async () => {
    const { exitCode, stdout } = await equipoise.run('run', await specOf('quantised'), '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('guard error, quantised: base and tuned model cannot be compared');
    expect(stdout).toContain('precision is bf16 for base and int4 for quantised');
  });

  it('runs the arm that can be compared, and neither of those that cannot', async () => {
    const spec = await specOf('tuned', 'unloaded', 'quantised');
    const { stdout, stderr } = await equipoise.run('run', spec, '--out', folder.path);
    const told = stdout + stderr;
    expect(told).toContain('unloaded gave the same texts as base on all of 4 prompts');
    expect(told.match(/▼ hurts/g)).toHaveLength(1);
    const asked = (model: string): number =>
      endpoint.requests.filter((request) => request.model === model).length;
    expect([asked('unloaded'), asked('quantised'), asked('tuned')]).toEqual([4, 4, 40]);
    const [page = ''] = [...stdout.matchAll(/^report: (.+\.html)$/gm)].map(([, file]) => file!);
    expect(await readFile(page, 'utf8')).toContain('id="guards"');
  });
});
