import { labelKey } from '../domain/label.js';
import { type LabelFaults } from '../domain/label-faults.js';
import { labelOf, type LabelRow, type PlacedLabel } from '../domain/label-row.js';
import { UnreadableLabelsError } from '../domain/labels.errors.js';

/** Rows of one import: some 20 MB of memory. */
const MOST_ROWS = 100_000;

export interface ReadLabels {
  readonly labels: readonly PlacedLabel[];
  /** Rows without a score. */
  readonly empty: number;
}

/**
 * The labels of a file, one for each answer, criterion and rater.
 *
 * @param faults told of rows at fault, which are left out
 * @throws UnreadableLabelsError when there are too many rows, or none
 */
export async function readLabelRows(
  rows: AsyncIterable<LabelRow>,
  criteria: readonly string[],
  faults: LabelFaults,
): Promise<ReadLabels> {
  const known = new Map<string, PlacedLabel>();
  let [read, empty] = [0, 0];
  for await (const row of rows) {
    read += 1;
    if (read > MOST_ROWS) {
      throw new UnreadableLabelsError(
        `line ${row.line}: an import has at most ${MOST_ROWS} rows: give the others in another file`,
      );
    }
    if (isEmpty(row)) {
      empty += 1;
      continue;
    }
    const label = labelOf(row, criteria, faults);
    if (label !== undefined) addOnce(known, label, faults);
  }
  if (read === 0) throw new UnreadableLabelsError('the file has no row of labels: add some');
  return { labels: [...known.values()], empty };
}

function isEmpty({ values: { score } }: LabelRow): boolean {
  return (
    score === undefined || score === null || (typeof score === 'string' && score.trim() === '')
  );
}

function addOnce(known: Map<string, PlacedLabel>, label: PlacedLabel, faults: LabelFaults): void {
  const key = labelKey(label);
  const first = known.get(key);
  if (first === undefined) {
    known.set(key, label);
    return;
  }
  faults.add(
    label.line,
    'rater',
    `"${label.rater}" labelled answer ${label.answerId} on ${label.criterion} in line ${first.line} already: leave one out`,
  );
}
