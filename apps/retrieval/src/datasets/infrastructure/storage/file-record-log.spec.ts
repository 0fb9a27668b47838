import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { FileRecordLog } from './file-record-log.js';

describe(FileRecordLog.name, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let log: FileRecordLog<{ text: string }>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    log = await FileRecordLog.create(join(folder.path, 'log'));
  });
  afterEach(async () => {
    await log.close();
    await folder.remove();
  });

  it('gives back each record by its position, written or not, and all in order', async () => {
    const records = ['plain', 'a\nb', 'c\u2028d', '€', 'x'.repeat(3_000_000)].map((text) => ({
      text,
    }));
    const positions = [];
    for (const record of records) positions.push(await log.append(record));
    for (const [index, position] of positions.entries()) {
      expect(await log.read(position)).toEqual(records[index]);
    }
    expect(await Array.fromAsync(log.all())).toEqual(records);
  });

  it('can be read again, and closed, after a reader that stopped early', async () => {
    for (let n = 0; n < 3; n += 1) await log.append({ text: String(n) });
    for await (const { text } of log.all()) {
      expect(text).toBe('0');
      break;
    }
    expect(await Array.fromAsync(log.all())).toHaveLength(3);
  });

  it('gives nothing when nothing was appended', async () => {
    expect(await Array.fromAsync(log.all())).toEqual([]);
  });
});
