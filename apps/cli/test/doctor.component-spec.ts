import { join } from 'node:path';
import { pythonWithout, temporaryFolder } from '@equipoise/testing';
import { missingForTraining } from '../../training/src/index.js';
import { doctor } from '../src/commands/doctor.js';

/** What `equipoise doctor` prints in an environment. */
async function printed(env: NodeJS.ProcessEnv): Promise<string> {
  let text = '';
  const stream = { write: (more: string) => (text += more) } as unknown as NodeJS.WriteStream;
  await doctor({ env, stdout: stream, stderr: stream, signal: new AbortController().signal });
  return text;
}

describe(doctor.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const onPath = (path: string): NodeJS.ProcessEnv => ({
    PATH: path,
    EQUIPOISE_HOME: folder.path,
    EQUIPOISE_CACHE: join(folder.path, 'cache'),
  });

  it('says what training lacks in the words that a fine-tune fails with', async () => {
    const env = onPath((await pythonWithout('ensurepip', folder.path)) ?? folder.path);
    const missing = await missingForTraining(env);
    expect(missing).toMatch(/Python 3\.11 or newer .* was not found.*: install it/);
    expect(await printed(env)).toContain(`no training, though everything else works: ${missing}`);
  });

  it('names models by the command that downloads them, and what does not run', async () => {
    const text = await printed(onPath(folder.path));
    expect(text).toContain('equipoise models pull smollm2-135m');
    expect(text).toContain('not running; "equipoise run" starts it');
  });
});
