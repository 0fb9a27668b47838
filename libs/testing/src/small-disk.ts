import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own that is soon full, for tests of what happens then. Only root on Linux can have one. */
export class SmallDisk {
  private constructor(readonly path: string) {}

  /**
   * @param what is tested with it; said aloud where there is none, so that nobody takes the test for passed
   */
  static isAvailable(what: string): boolean {
    const path = mkdtempSync(join(tmpdir(), 'equipoise-disk-'));
    const isMounted = mount(path, 'size=64k');
    if (isMounted) unmount(path);
    else process.stderr.write(`SKIPPED: ${what}, because only root on Linux can mount a tmpfs\n`);
    rmdirSync(path);
    return isMounted;
  }

  static make(sizeBytes: number): SmallDisk {
    const path = mkdtempSync(join(tmpdir(), 'equipoise-disk-'));
    if (!mount(path, `size=${sizeBytes},mode=777`)) throw new Error(`cannot mount ${path}`);
    return new SmallDisk(path);
  }

  /** Leaves no room but so many bytes, to be taken up in whole pages of 4096. */
  async fillBut(freeBytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.path);
    await writeFile(join(this.path, 'filler'), Buffer.alloc(bavail * bsize - freeBytes));
  }

  /** Gives it more room. */
  grow(sizeBytes: number): void {
    if (!mount(this.path, `remount,size=${sizeBytes}`)) throw new Error(`cannot grow ${this.path}`);
  }

  remove(): void {
    unmount(this.path);
    rmdirSync(this.path);
  }
}

function mount(path: string, options: string): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  return status === 0;
}

function unmount(path: string): void {
  spawnSync('umount', [path]);
}
