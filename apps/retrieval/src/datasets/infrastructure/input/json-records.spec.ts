import { aFile } from '../../../../test/support/in-memory-import.js';
import { UnreadableFileError } from '../../domain/datasets.errors.js';
import { jsonRecords } from './json-records.js';

const read = async (text: string, path = '$.*', maxRowBytes = 1_000): Promise<unknown[]> =>
  Array.fromAsync(jsonRecords(aFile('f', text, 'f.json'), path, { maxRowBytes }));

describe(jsonRecords.name, () => {
  it('gives each member with its key and its number', async () => {
    expect(await read('\ufeff {"a": {"x": [1, "é"]}, "b": 2}\n\n')).toEqual([
      { place: { file: 'f.json', line: 1 }, key: 'a', value: { x: [1, 'é'] } },
      { place: { file: 'f.json', line: 2 }, key: 'b', value: 2 },
    ]);
  });

  it('finds records below a member', async () => {
    const records = await read(
      '{"note": {"n": 0}, "questions": [{"i": 1}, {"i": 2}]}',
      '$.questions.*',
    );
    expect(records).toMatchObject([
      { key: 0, value: { i: 1 } },
      { key: 1, value: { i: 2 } },
    ]);
  });

  it.each([
    ['{"a": 1, "b": {"c"', 'record 2 is cut off'],
    ['', 'record 1 is cut off'],
    ['{"a": 1, b: 2}', 'record 2 is no JSON'],
    ['<html>', 'record 1 is no JSON'],
    ['{"a": 1} {"b": 2}', 'record 2 is no JSON'],
  ])('refuses %j and says where', async (text, message) => {
    await expect(read(text)).rejects.toThrow(UnreadableFileError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('refuses a record over the limit before all of it is read', async () => {
    const text = `{"a": 1, "b": "${'x'.repeat(500)}"}`;
    await expect(read(text, '$.*', 100)).rejects.toThrow('record 2 exceeds 100 bytes');
  });
});
