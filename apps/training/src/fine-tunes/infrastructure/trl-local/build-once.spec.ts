import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { buildOnce } from './build-once.js';

describe(buildOnce.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });
  const write = (text: string) => (path: string) => writeFile(join(path, 'file'), text);

  it('builds a folder, and never a second time', async () => {
    const target = join(folder.path, 'deep', 'target');
    await buildOnce(target, write('first'));
    await buildOnce(target, write('second'));
    expect(await readFile(join(target, 'file'), 'utf8')).toBe('first');
  });

  it('leaves nothing behind when building fails', async () => {
    const fail = async (path: string): Promise<void> => {
      await write('half')(path);
      throw new Error('no more paper');
    };
    await expect(buildOnce(join(folder.path, 'target'), fail)).rejects.toThrow('no more paper');
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('keeps the first of two builds at once', async () => {
    const target = join(folder.path, 'target');
    await Promise.all([buildOnce(target, write('a')), buildOnce(target, write('b'))]);
    expect(['a', 'b']).toContain(await readFile(join(target, 'file'), 'utf8'));
    expect(await readdir(folder.path)).toEqual(['target']);
  });

  it('removes what a killed process left half-built, and not what a living one builds', async () => {
    const noSuchProcess = 2 ** 22 + 1;
    await mkdir(join(folder.path, `target.partial-${noSuchProcess}-1`));
    await mkdir(join(folder.path, `target.partial-${process.ppid}-1`));
    await buildOnce(join(folder.path, 'target'), write('x'));
    expect((await readdir(folder.path)).toSorted()).toEqual([
      'target',
      `target.partial-${process.ppid}-1`,
    ]);
  });
});
