import type { TemplateRow } from '../application/draw-template.js';
import { type LabelFormat } from './label-format.js';
import { labelRows } from './label-rows.js';
import { templateFile } from './template-file.js';

const ROW: TemplateRow = {
  answerId: '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11',
  criterion: 'accuracy',
  question: 'What is "it", then?',
  references: ['one', 'two'],
  text: 'It is\n=1+1, of course',
};

async function* each(rows: readonly TemplateRow[]): AsyncGenerator<TemplateRow> {
  yield* rows;
}

async function piecesOf(format: LabelFormat, rows: readonly TemplateRow[]): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of templateFile(format, each(rows))) pieces.push(piece);
  return pieces;
}

describe(templateFile, () => {
  it.each<LabelFormat>(['csv', 'jsonl'])(
    'gives %s that is read as labels nobody gave',
    async (format) => {
      const pieces = await piecesOf(format, [ROW, { ...ROW, criterion: 'tone' }]);
      const rows = [];
      for await (const { values } of labelRows(format, bytesOf(pieces))) rows.push(values);
      expect(rows).toMatchObject([
        {
          ...{ answer: ROW.answerId, criterion: 'accuracy', rater: '', question: ROW.question },
          ...{ reference: 'one / two', text: ROW.text },
        },
        { criterion: 'tone' },
      ]);
      expect(rows.map(({ score }) => score ?? '')).toEqual(['', '']);
    },
  );

  it('lets no text of a model be a formula of a spreadsheet', async () => {
    for (const text of ['=HYPERLINK("x")', '+1', '-1', '@x', '\tx']) {
      const [file] = await piecesOf('csv', [{ ...ROW, text, question: 'q', references: ['r'] }]);
      expect(file?.toString()).toMatch(/,r,"?'[=+\-@\t]/);
    }
  });

  it('comes in pieces of at most 64 KiB', async () => {
    const pieces = await piecesOf('csv', Array(40).fill({ ...ROW, text: 'x'.repeat(5000) }));
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
  });
});

async function* bytesOf(pieces: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
