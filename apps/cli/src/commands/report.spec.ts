import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import type { Api, Experiment } from '../client/api.js';
import { CliError } from '../exit-code.js';
import { saveReports } from './report.js';

const ID = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const EXPERIMENT = { experimentId: ID, name: 'Fine or not?' } as Experiment;
const API = {
  report: (_id: string, format: string) => Promise.resolve(`as ${format}`),
} as Api;

describe(saveReports.name, () => {
  let out: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    out = await temporaryFolder();
  });
  afterEach(() => out.remove());

  it('writes a file for each format into a folder named after the experiment', async () => {
    const files = await saveReports(API, EXPERIMENT, out.path);
    const folder = join(out.path, 'fine-or-not-7d9f2f0c');
    expect(files).toEqual(['report.html', 'report.md', 'report.json'].map((n) => join(folder, n)));
    expect(await readFile(files[0]!, 'utf8')).toBe('as html');
    expect((await readdir(folder)).sort()).toEqual(['report.html', 'report.json', 'report.md']);
  });

  (existsSync('/dev/full') ? it : it.skip)(
    'keeps the report that was there when the disk is full, and says how to save the new one',
    async () => {
      const folder = join(out.path, 'fine-or-not-7d9f2f0c');
      await mkdir(folder);
      await writeFile(join(folder, 'report.html'), 'an older one');
      // every write to it ends with ENOSPC
      await symlink('/dev/full', join(folder, 'report.html.partial'));
      const work = saveReports(API, EXPERIMENT, out.path);
      await expect(work).rejects.toThrow(CliError);
      await expect(work).rejects.toThrow(
        /report\.html cannot be written: its disk is full; .*"equipoise report 7d9f2f0c-.* --out/,
      );
      expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe('an older one');
      expect(await readdir(folder)).toEqual(['report.html']);
    },
  );

  it('names a file that stands where the folder should be', async () => {
    const file = join(out.path, 'file');
    await writeFile(file, '');
    await expect(saveReports(API, EXPERIMENT, file)).rejects.toThrow(
      /file\/fine-or-not-7d9f2f0c\/report\.html cannot be written: .*ENOTDIR/,
    );
  });
});
