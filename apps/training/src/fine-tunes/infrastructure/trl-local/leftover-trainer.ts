import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, runOf } from '@equipoise/processes';
import { z } from 'zod';

const LOOK_AGAIN_MS = 100;

const noteSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

/** Notes which process trains in a folder, so that a later one can end it. */
export async function noteTrainer(file: string, pid: number): Promise<void> {
  const run = await runOf(pid);
  if (run?.startedAt !== undefined) await writeFile(file, JSON.stringify(run));
}

/**
 * Ends a trainer that outlived the service that started it, so that a folder never has two. Trainers
 * end by themselves when the service is gone; this is for the one that has not noticed yet. A process
 * that merely got the same number is told apart by its start time and left alone.
 */
export async function endLeftoverTrainer(file: string): Promise<void> {
  const note = await readNote(file);
  if (note && (await isRunning(note))) {
    process.kill(note.pid, 'SIGKILL');
    while (await isRunning(note)) await sleep(LOOK_AGAIN_MS);
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
