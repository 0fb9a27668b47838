import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { FileLogger } from './file-logger.js';

describe(FileLogger.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let told: string[];
  const logger = (name: string): FileLogger =>
    new FileLogger(join(folder.path, name), (text) => told.push(text));
  beforeEach(async () => {
    folder = await temporaryFolder();
    told = [];
  });
  afterEach(() => folder.remove());

  it('writes a line of JSON for each message', async () => {
    const log = logger('a/b.log');
    log.warn({ msg: 'careful' });
    await log.close();
    expect(JSON.parse(await readFile(log.file, 'utf8'))).toMatchObject({
      level: 'warn',
      message: { msg: 'careful' },
    });
    expect(told).toEqual([]);
  });

  (existsSync('/dev/full') ? it : it.skip)(
    'says once that the log cannot be written, and lets the program go on',
    async () => {
      await symlink('/dev/full', join(folder.path, 'full.log'));
      const log = logger('full.log');
      log.warn('one');
      log.warn('two');
      await log.close();
      log.warn('three');
      expect(told).toEqual([expect.stringMatching(/full\.log cannot be written \(ENOSPC/)]);
    },
  );
});
