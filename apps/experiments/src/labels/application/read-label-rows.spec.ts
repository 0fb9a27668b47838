import { LabelFaults } from '../domain/label-faults.js';
import type { LabelRow } from '../domain/label-row.js';
import type { InvalidLabelsError } from '../domain/labels.errors.js';
import { type ReadLabels, readLabelRows } from './read-label-rows.js';

const ANSWER = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const GOOD = { answer: ANSWER, criterion: 'accuracy', rater: 'ann', score: '4' };

async function read(rows: readonly Readonly<Record<string, unknown>>[]): Promise<ReadLabels> {
  async function* each(): AsyncGenerator<LabelRow> {
    for (const [i, values] of rows.entries()) yield { line: i + 2, values };
  }
  const faults = new LabelFaults();
  const labels = await readLabelRows(each(), ['accuracy'], faults);
  faults.refuse();
  return labels;
}

describe(readLabelRows, () => {
  it('counts rows that nobody filled in', async () => {
    const { labels, empty } = await read([GOOD, { ...GOOD, score: ' ' }, { ...GOOD, score: null }]);
    expect(labels).toHaveLength(1);
    expect(empty).toBe(2);
  });

  it('takes labels of several people for one answer', async () => {
    expect((await read([GOOD, { ...GOOD, rater: 'bob' }])).labels).toHaveLength(2);
  });

  it('refuses a second label of one person for one thing, whatever it says', async () => {
    for (const score of ['4', '2']) {
      await expect(read([GOOD, { ...GOOD, score }])).rejects.toThrow(
        `line 3: rater: "ann" labelled answer ${ANSWER} on accuracy in line 2 already: leave one out`,
      );
    }
  });

  it('tells the first twenty faults and counts all', async () => {
    const rows = Array.from({ length: 30 }, () => ({ ...GOOD, score: 'x' }));
    const error: unknown = await read(rows).catch((thrown: unknown) => thrown);
    expect((error as InvalidLabelsError).message).toContain('30 values are at fault');
    expect((error as InvalidLabelsError).violations).toHaveLength(20);
  });

  it('refuses a file without rows, and one with too many', async () => {
    await expect(read([])).rejects.toThrow('the file has no row of labels');
    const many = Array.from({ length: 100_001 }, () => ({ ...GOOD, score: '' }));
    await expect(read(many)).rejects.toThrow('line 100002: an import has at most 100000 rows');
  });
});
