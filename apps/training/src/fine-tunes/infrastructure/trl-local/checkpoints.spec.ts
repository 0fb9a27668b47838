import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { cleanCheckpoints } from './checkpoints.js';

async function setUp(checkpoints: Record<string, string | undefined>) {
  const folder = await temporaryFolder();
  for (const [name, record] of Object.entries(checkpoints)) {
    await mkdir(join(folder.path, name));
    if (record !== undefined) {
      await writeFile(join(folder.path, name, 'trainer_state.json'), record);
    }
  }
  return folder;
}

describe(cleanCheckpoints.name, () => {
  it('removes what a killed trainer left incomplete and gives the newest whole one', async () => {
    const { path, remove } = await setUp({
      'checkpoint-9': '{"global_step": 9}',
      'checkpoint-10': '{"global_step": 10}',
      'checkpoint-11': '{"global_st',
      'checkpoint-12': undefined,
      runs: undefined,
    });
    expect(await cleanCheckpoints(path)).toBe(10);
    expect((await readdir(path)).toSorted()).toEqual(['checkpoint-10', 'checkpoint-9', 'runs']);
    await remove();
  });

  it('is 0 before the first checkpoint', async () => {
    expect(await cleanCheckpoints('/nowhere/at/all')).toBe(0);
  });
});
