import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { sha256 } from '@equipoise/kernel';
import { ownRun, runOf } from '@equipoise/processes';
import { temporaryFolder } from '@equipoise/testing';
import { ImportFolders } from './import-folders.js';

describe(ImportFolders.name, () => {
  let parent: Awaited<ReturnType<typeof temporaryFolder>>;
  let folders: ImportFolders;
  beforeEach(async () => {
    parent = await temporaryFolder();
    folders = new ImportFolders(join(parent.path, 'made', 'when missing'));
  });
  afterEach(() => parent.remove());

  it('sweeps what a killed process left, with all that is in it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const left = await folders.make((await runOf(child.pid!))!);
    await writeFile(join(left, 'upload-0'), 'half');
    expect(await folders.sweep()).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await folders.sweep()).toEqual([{ path: left }]);
    expect(await folders.sweep()).toEqual([]);
  });

  it('spares imports that go on, and sweeps those of an earlier process with the same number', async () => {
    const own = await ownRun();
    const earlier = await folders.make({ ...own, startedAt: 'earlier' });
    await folders.make(own);
    expect(await folders.sweep()).toEqual([{ path: earlier }]);
  });

  it('spares the folders of other machines and of other programs', async () => {
    const ours = await folders.make({ pid: 2 ** 22 + 1 });
    const name = basename(ours);
    const others = [
      name.replace(sha256(hostname()).slice(0, 8), '0'.repeat(8)),
      'equipoise-import-x',
    ];
    for (const other of others) await mkdir(join(ours, '..', other));
    expect(await folders.sweep()).toEqual([{ path: ours }]);
    expect((await readdir(join(ours, '..'))).sort()).toEqual(others.sort());
  });
});
