import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * The folder with published datasets beside the repository, which is no part of it.
 *
 * @returns undefined where there is none: tests that read it are then skipped
 */
export function sharedData(): string | undefined {
  const folder = join(REPOSITORY, '../shared/data');
  return existsSync(folder) ? folder : undefined;
}

/** Path of a file or folder in the repository. */
export function inRepository(...parts: string[]): string {
  return join(REPOSITORY, ...parts);
}
