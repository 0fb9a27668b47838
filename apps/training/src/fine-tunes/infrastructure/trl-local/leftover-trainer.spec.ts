import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { endLeftoverTrainer, noteTrainer } from './leftover-trainer.js';

async function setUp() {
  const { path, remove } = await temporaryFolder();
  const file = join(path, 'trainer.pid');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']) as ChildProcess & {
    pid: number;
  };
  await noteTrainer(file, child.pid);
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return { child, exited, file, folder: path, remove };
}

describe(endLeftoverTrainer.name, () => {
  it('ends the trainer that was noted, and forgets it', async () => {
    const { exited, file, folder, remove } = await setUp();
    await endLeftoverTrainer(file);
    expect((await exited)[1]).toBe('SIGKILL');
    expect(await readdir(folder)).toEqual([]);
    await remove();
  });

  it('spares a process that merely has the same number', async () => {
    const { child, exited, file, remove } = await setUp();
    const note = JSON.parse(await readFile(file, 'utf8')) as { pid: number; startedAt: string };
    await writeFile(file, JSON.stringify({ ...note, startedAt: 'some other time' }));
    await endLeftoverTrainer(file);
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect((await exited)[1]).toBe('SIGTERM');
    await remove();
  });

  it('does nothing where no trainer was noted or the note was cut short', async () => {
    const { child, file, remove } = await setUp();
    await endLeftoverTrainer(`${file}.other`);
    await writeFile(file, '{"pid": 1');
    await endLeftoverTrainer(file);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await remove();
  });
});
