import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isAlive } from './build-once.js';

const run = promisify(execFile);
const LOOK_AGAIN_MS = 100;

const noteSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** Notes which process trains in a folder, so that a later one can end it. */
export async function noteTrainer(file: string, pid: number): Promise<void> {
  const startedAt = await startOf(pid);
  if (startedAt !== undefined) writeFileSync(file, JSON.stringify({ pid, startedAt }));
}

/**
 * Ends a trainer that outlived the service that started it, so that a folder never has two. Trainers
 * end by themselves when the service is gone; this is for the one that has not noticed yet. A process
 * that merely got the same number is told apart by its start time and left alone.
 */
export async function endLeftoverTrainer(file: string): Promise<void> {
  const note = await readNote(file);
  if (note && (await startOf(note.pid)) === note.startedAt) {
    process.kill(note.pid, 'SIGKILL');
    while (isAlive(note.pid) && (await startOf(note.pid)) === note.startedAt) {
      await sleep(LOOK_AGAIN_MS);
    }
  }
  await rm(file, { force: true });
}

async function readNote(file: string): Promise<z.output<typeof noteSchema> | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined; // no trainer was noted, or its note was cut short
  }
}

/** When a process began, in whatever unit the system gives; undefined when it is gone. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Fields after the program's name, which may hold spaces: state is the third, start the 22nd.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return startByPs(pid);
  }
}

async function startByPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
