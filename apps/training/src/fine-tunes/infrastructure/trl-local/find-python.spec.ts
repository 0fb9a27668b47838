import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { findPython } from './find-python.js';

/** A folder of programs that answer as Pythons do. */
async function setUp(pythons: Record<string, string>) {
  const { path, remove } = await temporaryFolder();
  for (const [name, says] of Object.entries(pythons)) {
    await writeFile(join(path, name), `#!/bin/sh\necho "${says}"\n`);
    await chmod(join(path, name), 0o755);
  }
  const found = await findPython({ PATH: path });
  await remove();
  return found;
}

describe(findPython.name, () => {
  it('takes the first that is new enough and has venv and pip', async () => {
    const found = await setUp({
      python3: '3 9',
      python: '3 13 ensurepip',
      'python3.12': '3 12',
    });
    expect(found.command).toBe('python3.12');
  });

  it('says what it saw and how to get what is missing', async () => {
    const { missing } = await setUp({ python3: '3 9', python: '3 13 venv ensurepip' });
    expect(missing).toContain('python3 is 3.9, python lacks venv and ensurepip');
    expect(missing).toContain('apt install python3 python3-venv');
  });

  it('says so where there is no Python at all', async () => {
    expect((await setUp({})).missing).toMatch(/Python 3\.11 or newer .* was not found: install it/);
  });
});
