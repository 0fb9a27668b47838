import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of this program, from the nearest package.json above it. */
export const PROGRAM_VERSION = versionAbove(dirname(fileURLToPath(import.meta.url)));

function versionAbove(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return version;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json in any folder above ${import.meta.url}`);
  return versionAbove(parent);
}
