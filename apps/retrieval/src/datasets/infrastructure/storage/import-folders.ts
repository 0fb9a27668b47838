import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@equipoise/kernel';
import { type ProcessRun, runOf } from '@equipoise/processes';

const NAME = /^equipoise-import-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}-/;

/** Folders of imports, named after the process that they belong to, so that a later one can tell. */
export class ImportFolders {
  constructor(private readonly parent: string) {}

  /** A new one, open to nobody else. */
  async make(owner: ProcessRun): Promise<string> {
    await mkdir(this.parent, { recursive: true });
    return mkdtemp(join(this.parent, beginningOf(owner)));
  }

  /**
   * Removes what processes left that were killed during an import. Those of other machines, which may
   * share the disk, are none of ours.
   *
   * @returns the paths, and why a folder could not be removed
   */
  async sweep(): Promise<{ path: string; failure?: unknown }[]> {
    const swept: { path: string; failure?: unknown }[] = [];
    for (const name of await this.names()) {
      if (!(await isAbandoned(name))) continue;
      const path = join(this.parent, name);
      try {
        await rm(path, { recursive: true, force: true });
        swept.push({ path });
      } catch (failure) {
        swept.push({ path, failure });
      }
    }
    return swept;
  }

  private async names(): Promise<string[]> {
    await mkdir(this.parent, { recursive: true });
    return readdir(this.parent);
  }
}

async function isAbandoned(name: string): Promise<boolean> {
  const [, machine, pid] = NAME.exec(name) ?? [];
  if (machine !== digestOf(hostname())) return false;
  const owner = await runOf(Number(pid));
  return owner === undefined || !name.startsWith(beginningOf(owner));
}

/** Machine, number of the process and the moment it began, as far as a file's name can say them. */
function beginningOf({ pid, startedAt = '' }: ProcessRun): string {
  return `equipoise-import-${digestOf(hostname())}-${pid}-${digestOf(startedAt)}-`;
}

function digestOf(text: string): string {
  return sha256(text).slice(0, 8);
}
