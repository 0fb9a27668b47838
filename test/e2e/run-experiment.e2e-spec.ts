import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(300_000);

describe('equipoise run, from a spec to a verdict', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;
  let url: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models: ['base', 'tuned', 'judge'] });
    endpoint.always(tunedIsWorse);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    url = await equipoise.up();
    await prepare(equipoise, endpoint);
  });
  afterAll(async () => {
    await equipoise.down();
    await endpoint.stop();
    await folder.remove();
  });

  it('says in both contexts that the worse model hurts, exits with 1 and writes three reports', async () => {
    const spec = await writeSpec(folder.path);
    const out = join(folder.path, 'reports');
    const { exitCode, stdout } = await equipoise.run('run', spec, '--out', out);
    expect(exitCode).toBe(1);
    expect(stdout.match(/▼ hurts/g)).toHaveLength(4); // 2 contexts x 2 criteria
    const files = [...stdout.matchAll(/^report: (.+)$/gm)].map(([, file]) => file!);
    expect(files.map((file) => file.split('.').at(-1))).toEqual(['html', 'md', 'json']);
    const [html, markdown] = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(markdown).toContain('judge is qualified for accuracy on vennoray');
    expect(html).toContain('<svg');
    expect(markdown).toMatch(/hurts/);
  });

  it('finds everything in the store when the same trial is asked for again', async () => {
    const spec = await writeSpec(folder.path);
    const before = endpoint.calls;
    const { exitCode, stdout } = await equipoise.run('run', spec, '--again', '--out', folder.path);
    expect(exitCode).toBe(1);
    expect(stdout.match(/▼ hurts/g)).toHaveLength(4);
    expect(endpoint.calls).toBe(before);
  });

  it('says next to every verdict that a judge which likes everything is unqualified', async () => {
    endpoint.always((request) =>
      request.model === 'judge' ? { texts: ['5', '5'].slice(0, request.n) } : tunedIsWorse(request),
    );
    // Another temperature makes other calls: nothing of the judge above is reused.
    const judge = { model: 'judge', criteria: ['accuracy'], repeats: 2, temperature: 0.9 };
    const spec = await writeSpec(folder.path, { judge, contexts: ['closed-book'] });
    const { stdout } = await equipoise.run('run', spec, '--again', '--out', folder.path);
    endpoint.always(tunedIsWorse);
    expect(stdout).toContain('(unqualified judge)');
    expect(stdout).toContain('The judge behind this is unqualified.');
    const [page] = [...stdout.matchAll(/^report: (.+\.html)$/gm)].map(([, file]) => file!);
    expect(await readFile(page!, 'utf8')).toMatch(/class="badge"[^>]*>unqualified judge/);
  });

  it('plans without a single call to a model', async () => {
    const spec = await writeSpec(folder.path);
    const before = endpoint.calls;
    const { exitCode, stdout } = await equipoise.run('run', spec, '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('4 cells, 4 contrasts');
    expect(stdout).toContain('160 answers and 960 judge calls, 320 of them to try the judge');
    expect(endpoint.calls).toBe(before);
  });

  it('gives answers, judgements, verdicts and events over REST', async () => {
    const list = (await (await fetch(`${url}/v1/experiments`)).json()) as {
      items: { experimentId: string; status: string }[];
    };
    const { experimentId: id, status } = list.items.at(-1)!;
    expect(status).toBe('completed');
    const base = `${url}/v1/experiments/${id}`;
    const answers = (await (await fetch(`${base}/answers?limit=200`)).json()) as {
      items: { text: string; scores: { repeats: number }[] }[];
      nextCursor: string;
    };
    expect(answers.items).toHaveLength(160);
    expect(answers.nextCursor).toBe('');
    expect(answers.items.every(({ scores }) => scores.length === 2)).toBe(true);
    const events = await (await fetch(`${base}/events`)).text();
    expect(events).toMatch(/event: verdicts/);
    const [last] = [...events.matchAll(/^id: (\d+)$/gm)].map(([, n]) => n!).slice(-1);
    const rest = await (
      await fetch(`${base}/events`, { headers: { 'last-event-id': last! } })
    ).text();
    expect(rest).not.toMatch(/^id:/m);
  });

  it('answers unknown things with a problem that says what is wrong', async () => {
    const response = await fetch(`${url}/v1/experiments/7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    await expect(response.json()).resolves.toMatchObject({ status: 404, title: 'Not found' });
  });

  it('describes itself in OpenAPI 3.1, with every path of the API', async () => {
    const document = (await (await fetch(`${url}/v1/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/datasets', '/v1/models', '/v1/experiments/{id}/verdicts']),
    );
  });

  it('names path, value and remedy of every fault in a spec, and exits with 3', async () => {
    const spec = await writeSpec(folder.path, {
      contexts: ['retreived'],
      judge: { model: 'judge', repeats: 'ten' },
      analysis: { margn: 0.2 },
    });
    const { exitCode, stderr } = await equipoise.run('run', spec);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('spec.contexts[0]');
    expect(stderr).toContain('retrieved');
    expect(stderr).toContain('spec.judge.repeats');
    expect(stderr).toMatch(/margn.*margin/);
  });

  it('refuses a second platform on the same home folder and names the first', async () => {
    const second = await new EquipoiseCommands({
      EQUIPOISE_HOME: folder.path,
    }).run('up', '--port', '0');
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toContain('is in use by process');
    expect(second.stderr).toContain(url);
  });

  it('says that a spec file is missing or is no document', async () => {
    const missing = await equipoise.run('run', join(folder.path, 'nothing.yaml'));
    expect(missing).toMatchObject({ exitCode: 3 });
    expect(missing.stderr).toContain('there is no file');
    const file = join(folder.path, 'list.yaml');
    await writeFile(file, '- 1\n- 2\n');
    const list = await equipoise.run('run', file);
    expect(list.exitCode).toBe(3);
    expect(list.stderr).toContain('must be an experiment spec');
  });
});
