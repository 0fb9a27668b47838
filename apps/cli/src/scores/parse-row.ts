import { context, optionalText, score, text, whole } from './row-values.js';
import { type RawRow, type ScoreRow } from './score-row.js';

/**
 * The values of a row, checked, with defaults for what is empty.
 *
 * @throws ScoreFileError that names the row, the column, the value and the way out
 */
export function parseRow(raw: RawRow): ScoreRow {
  const question = text(raw, 'question');
  return {
    place: raw.place,
    dataset: text(raw, 'dataset'),
    question,
    cluster: optionalText(raw, 'cluster') ?? question,
    context: context(raw),
    arm: text(raw, 'arm'),
    base: optionalText(raw, 'base'),
    trainSize: whole(raw, 'train_size'),
    seed: whole(raw, 'seed'),
    criterion: text(raw, 'criterion'),
    answer: whole(raw, 'answer') ?? 0,
    repeat: whole(raw, 'repeat') ?? 0,
    score: score(raw, 'the judge'),
  };
}
