import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^checkpoint-(\d+)$/;
/** The trainer writes it last. */
const RECORD = 'trainer_state.json';

/**
 * Removes the checkpoints that a killed trainer left incomplete: it would resume from the highest
 * number without a look inside.
 *
 * @param folder the trainer's output folder; it may not exist yet
 * @returns steps of the newest whole checkpoint; 0 when there is none
 */
export async function cleanCheckpoints(folder: string): Promise<number> {
  let newest = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const step = Number(NAME.exec(name)?.[1] ?? NaN);
    if (Number.isNaN(step)) continue;
    if (await isWhole(join(folder, name))) newest = Math.max(newest, step);
    else await rm(join(folder, name), { recursive: true, force: true });
  }
  return newest;
}

async function isWhole(checkpoint: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(join(checkpoint, RECORD), 'utf8'));
    return true;
  } catch {
    return false; // missing, or cut short
  }
}
