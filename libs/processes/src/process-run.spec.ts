import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning, ownRun, runOf } from './process-run.js';

describe('a run of a process', () => {
  const start = (): ChildProcess =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });

  it('is told from a later one with the same number', async () => {
    const own = await ownRun();
    expect(own.pid).toBe(process.pid);
    expect(await isRunning(own)).toBe(true);
    expect(await isRunning({ ...own, startedAt: 'earlier' })).toBe(false);
  });

  it('goes by its number where nothing says when it began', async () => {
    expect(await isRunning({ pid: process.pid })).toBe(true);
  });

  it('ends with its process', async () => {
    const child = start();
    const run = await runOf(child.pid!);
    expect(await isRunning(run!)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await runOf(child.pid!)).toBeUndefined();
    expect(await isRunning(run!)).toBe(false);
  });
});
