import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type Analysis } from '@equipoise/contracts';
import { EquipoiseCommands, ScriptedOpenAi, temporaryFolder } from '@equipoise/testing';
import { everything } from './by-rest.js';
import { prepare, tunedIsWorse, writeSpec } from './served-models.js';

jest.setTimeout(300_000);

describe('people label answers of an experiment', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let endpoint: ScriptedOpenAi;
  let equipoise: EquipoiseCommands;
  let api: string;
  let id: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    endpoint = await ScriptedOpenAi.start({ delayMs: 5, models: ['base', 'tuned', 'judge'] });
    endpoint.always(tunedIsWorse);
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
    const url = await equipoise.up();
    await prepare(equipoise, endpoint);
    const spec = await writeSpec(folder.path, { contexts: ['closed-book'] });
    await equipoise.run('run', spec, '--out', folder.path);
    const [experiment] = await everything<{ experimentId: string }>(`${url}/v1/experiments`);
    id = experiment!.experimentId;
    api = `${url}/v1/experiments/${id}`;
  });
  afterAll(async () => {
    await equipoise.down();
    await endpoint.stop();
    await folder.remove();
  });

  /**
   * Fills a template in: people see no difference on accuracy, and leave completeness alone. Their
   * scores follow from the texts, not from the order of the file, which is another in every run.
   */
  const filledIn = (csv: string): string =>
    csv
      .split('\r\n')
      .map((line) => {
        const [, arm, number] = /from the (base|tuned) model to (\d+)/.exec(line) ?? [];
        const score = Number(number) % 3 === (arm === 'tuned' ? 0 : 1) ? 4 : 3;
        return line.replace(',accuracy,,,', `,accuracy,Ann,${score},`);
      })
      .join('\r\n');

  it('asks for them in a file that says nothing of the models', async () => {
    const file = join(folder.path, 'to-label.csv');
    const { exitCode, stdout, stderr } = await equipoise.run('labels', 'template', id, file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `to fill in: ${file}\n` });
    expect(stderr).toContain(`equipoise labels import ${id} ${file}`);
    const [header, ...rows] = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(header).toBe('answer,criterion,rater,score,question,reference,text');
    expect(rows).toHaveLength(40 * 2 * 2); // all 40 test questions, two arms, two criteria
    const again = await equipoise.run('labels', 'template', id, file);
    expect(again).toMatchObject({ exitCode: 3 });
    expect(again.stderr).toContain('is there already: name another file, or remove it');
  });

  it('imports them and shows what they say, beside verdicts that stay', async () => {
    const template = await readFile(join(folder.path, 'to-label.csv'), 'utf8');
    const file = join(folder.path, 'labels.csv');
    await writeFile(file, filledIn(template));
    const { exitCode, stdout } = await equipoise.run('labels', 'import', id, file);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('80 labels added, 80 rows without a score left out');
    expect(stdout).toContain('On accuracy, one person labelled 80 answers: quadratic kappa');
    expect(stdout).toContain("the verdict holds for people stays open: it rests on the judge's");
    const report = await equipoise.run('report', id, '--out', folder.path);
    expect(report.exitCode).toBe(1);
    expect(report.stdout).toContain('What people say');
    const [page] = [...report.stdout.matchAll(/^report: (.+\.html)$/gm)].map(([, path]) => path!);
    expect(await readFile(page!, 'utf8')).toContain('What people say');
  });

  it('takes JSON lines over REST, gives 202 for news, 200 for none, and lists them', async () => {
    const template = await (await fetch(`${api}/labels/template?format=jsonl&questions=2`)).text();
    const rows = template
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const body = rows.map((row) => JSON.stringify({ ...row, rater: 'Bob', score: 2 })).join('\n');
    const send = (query = ''): Promise<Response> =>
      fetch(`${api}/labels${query}`, {
        ...{ method: 'POST', body, headers: { 'content-type': 'application/jsonl' } },
      });
    const first = await send();
    expect(first.status).toBe(202);
    expect(first.headers.get('location')).toMatch(/\/verdicts$/);
    await expect(first.json()).resolves.toMatchObject({ added: 8, revision: 2 });
    expect((await send()).status).toBe(200);
    const labels = await everything<{ rater: string }>(`${api}/labels`);
    expect(labels.filter(({ rater }) => rater === 'Bob')).toHaveLength(8);
    expect(labels.filter(({ rater }) => rater === 'Ann')).toHaveLength(80);
    const verdicts = (): Promise<Analysis> =>
      fetch(`${api}/verdicts`).then((response) => response.json() as Promise<Analysis>);
    let analysis = await verdicts();
    while (analysis.humanLabels?.revision !== 2) analysis = await verdicts();
    expect(analysis.humanLabels.raters).toBe(2);
  });

  it('names line, column, value and way out of what it refuses', async () => {
    const post = async (type: string, body: string): Promise<Record<string, unknown>> => {
      const request = { method: 'POST', body, headers: { 'content-type': type } };
      return (await (await fetch(`${api}/labels`, request)).json()) as Record<string, unknown>;
    };
    const file = 'answer,criterion,rater,score\nx,accuracy,Ann,6\n';
    expect(await post('text/csv', file)).toMatchObject({
      status: 400,
      code: 'EXPERIMENTS.INVALID_LABELS',
      errors: [{ path: 'line 2: answer' }, { path: 'line 2: score' }],
    });
    expect(await post('application/json', '{}')).toMatchObject({
      status: 400,
      errors: [{ path: 'content-type' }],
    });
    const path = join(folder.path, 'bad.csv');
    await writeFile(path, file);
    const { exitCode, stderr } = await equipoise.run('labels', 'import', id, path);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('nothing was stored, because 2 values are at fault');
    expect(stderr).toContain('line 2: score: "6" is off the scale');
  });

  it('describes all of it in OpenAPI', async () => {
    const document = (await (await fetch(new URL('/v1/openapi.json', api))).json()) as {
      paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
    };
    const labels = document.paths['/v1/experiments/{id}/labels'];
    expect(Object.keys(labels ?? {}).sort()).toEqual(['get', 'post']);
    expect(Object.keys(labels?.post?.requestBody?.content ?? {})).toContain('text/csv');
    expect(document.paths['/v1/experiments/{id}/labels/template']).toHaveProperty('get');
  });
});
