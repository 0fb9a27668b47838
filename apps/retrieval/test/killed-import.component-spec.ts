import { basename } from 'node:path';
import { jest } from '@jest/globals';
import { ownRun } from '@equipoise/processes';
import { temporaryFolder } from '@equipoise/testing';
import { ImportFolders } from '../src/datasets/infrastructure/storage/import-folders.js';
import { DatasetsBench } from './support/datasets-bench.js';

jest.setTimeout(60_000);

describe('the retrieval service', () => {
  it('sweeps at its start what a killed process left of an import, and nothing else', async () => {
    const { path, remove } = await temporaryFolder();
    const folders = new ImportFolders(path);
    await folders.make({ pid: 2 ** 22 + 1 }); // beyond the largest number that Linux gives
    const living = await folders.make(await ownRun());
    const bench = await DatasetsBench.start(path);
    expect(await bench.leftovers()).toEqual([basename(living)]);
    await bench.stop();
    await remove();
  });
});
