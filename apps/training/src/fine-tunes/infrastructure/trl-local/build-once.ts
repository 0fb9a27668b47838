import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from '@equipoise/processes';

let builds = 0;

/**
 * Makes a folder that is complete whenever it exists: built beside its place, then renamed. When two
 * build the same folder at once, the first one stays.
 *
 * @param target the folder's final path
 * @param build fills the folder it is given
 */
export async function buildOnce(
  target: string,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  if (await exists(target)) return;
  await removeAbandoned(target);
  const partial = `${target}.partial-${process.pid}-${(builds += 1)}`;
  await mkdir(partial, { recursive: true });
  try {
    await build(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** What processes that were killed left half-built. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder).catch(() => []); // the folder is made later
  for (const name of names.filter((one) => one.startsWith(`${basename(target)}.partial-`))) {
    const pid = Number(name.split('.partial-')[1]?.split('-')[0]);
    if (!(await isRunning({ pid }))) await rm(join(folder, name), { recursive: true, force: true });
  }
}
