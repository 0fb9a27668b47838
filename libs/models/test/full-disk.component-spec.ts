import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SmallDisk } from '@equipoise/testing';
import { DiskFullError, ModelDownloader } from '../src/index.js';
import { CONTENT, DownloadSetUp } from './download-set-up.js';

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
