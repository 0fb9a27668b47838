import type { LabelRow } from '../domain/label-row.js';
import { UnreadableLabelsError } from '../domain/labels.errors.js';
import { type LabelFormat } from './label-format.js';
import { labelRows } from './label-rows.js';

/** The rows of a file that comes in pieces of so many bytes. */
async function rowsOf(format: LabelFormat, file: string | Buffer, size = 7): Promise<LabelRow[]> {
  const bytes = Buffer.from(file);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += size) {
      yield bytes.subarray(start, start + size);
    }
  }
  const rows: LabelRow[] = [];
  for await (const row of labelRows(format, pieces())) rows.push(row);
  return rows;
}

const HEADER = 'answer,criterion,rater,score';

describe(labelRows, () => {
  it('reads CSV with quotes, line breaks in cells, a byte order mark and columns in any order', async () => {
    const file = `\uFEFFscore, rater,answer,criterion,text\r\n4,"Änn, B",a,x,"two\nlines"\r\n\r\n,bob,b,y,one\r\n`;
    expect(await rowsOf('csv', file)).toEqual([
      {
        line: 2,
        values: { score: '4', rater: 'Änn, B', answer: 'a', criterion: 'x', text: 'two\nlines' },
      },
      { line: 4, values: { score: '', rater: 'bob', answer: 'b', criterion: 'y', text: 'one' } },
    ]);
  });

  it('reads JSON lines with blank lines between and no line break at the end', async () => {
    const row = { answer: 'ä', criterion: 'x', rater: 'r', score: 4 };
    const file = `${JSON.stringify(row)}\r\n\n${JSON.stringify({ ...row, score: null })}`;
    expect(await rowsOf('jsonl', file, 1)).toEqual([
      { line: 1, values: row },
      { line: 3, values: { ...row, score: null } },
    ]);
  });

  it.each<[LabelFormat, string | Buffer, string]>([
    ['csv', 'answer;criterion;rater;score\n', 'there is no column "answer;criterion;rater;score"'],
    ['csv', 'answer,criterion,rater,scor\n', 'there is no column "scor": did you mean score?'],
    ['csv', 'answer,criterion,rater\n', 'the column score must be there'],
    ['csv', 'answer,answer\n', 'the column answer is there twice'],
    ['csv', `${HEADER}\na,b\n`, 'Invalid Record Length'],
    ['csv', `${HEADER}\n"a,b,c,d\n`, 'Quote Not Closed'],
    ['csv', Buffer.from(`${HEADER}\na,b,J\xfcrgen,3\n`, 'latin1'), 'the file is not UTF-8'],
    ['jsonl', '{"answer":\n', 'line 1: no JSON'],
    ['jsonl', '[1]\n', 'line 1: [1] is no JSON object: write {"answer": …}'],
    ['jsonl', '{"answer":"a","criterion":"b","rater":"c"}', 'line 1: the column score must be'],
    ['jsonl', Buffer.from('"\xff"', 'latin1'), 'the file is not UTF-8'],
  ])('refuses the %s file %j', async (format, file, message) => {
    await expect(rowsOf(format, file)).rejects.toThrow(UnreadableLabelsError);
    await expect(rowsOf(format, file)).rejects.toThrow(message);
  });

  it('passes on why the bytes ended early', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEADER}\na,b,c,3\n`);
      throw new UnreadableLabelsError('the file is too large');
    }
    for (const format of ['csv', 'jsonl'] as const) {
      const rows = labelRows(format, broken());
      const all = async (): Promise<void> => {
        for await (const row of rows) expect(row.line).toBe(2);
      };
      await expect(all()).rejects.toThrow(UnreadableLabelsError);
    }
  });
});
