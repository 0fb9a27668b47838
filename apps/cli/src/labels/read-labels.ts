import type { LabelFacts } from '@equipoise/analysis';
import { didYouMean } from '@equipoise/kernel';
import { readRows } from '../scores/read-rows.js';
import { context, fault, score, text, whole } from '../scores/row-values.js';
import { type ScoreCollector } from '../scores/score-collector.js';
import { type RawRow } from '../scores/score-row.js';
import { LABEL_COLUMNS } from './label-columns.js';
import { labelledArm } from './labelled-arm.js';

export interface FileLabels {
  readonly rows: readonly LabelFacts[];
  /** Rows without a score, left out. */
  readonly empty: number;
}

/**
 * Reads what people said of answers that have scores.
 *
 * @param scores that the labels are about
 * @throws CliError when there is no such file, or at the first fault in it
 */
export async function readLabels(path: string, scores: ScoreCollector): Promise<FileLabels> {
  const rows: LabelFacts[] = [];
  const places = new Map<string, string>();
  let empty = 0;
  await readRows({ path, columns: LABEL_COLUMNS }, (raw) => {
    const value = score(raw, 'the rater');
    if (value === null) {
      empty += 1;
      return;
    }
    const label = { ...placeOf(raw, scores), score: value };
    const key = JSON.stringify([label.answerId, label.criterion, label.rater]);
    const first = places.get(key);
    if (first !== undefined) {
      throw fault(
        raw,
        'rater',
        `"${label.rater}" labelled this answer on ${label.criterion} in ${first} already: leave one out`,
      );
    }
    places.set(key, raw.place);
    rows.push(label);
  });
  return { rows, empty };
}

function placeOf(raw: RawRow, scores: ScoreCollector): Omit<LabelFacts, 'score'> {
  const own = {
    dataset: text(raw, 'dataset'),
    context: context(raw),
    question: text(raw, 'question'),
    answer: whole(raw, 'answer') ?? 0,
  };
  const answer = scores.indexOf(labelledArm(raw, scores.arms), own);
  if (answer === undefined) {
    throw fault(
      raw,
      'question',
      `answer ${own.answer} of "${text(raw, 'arm')}" to question "${own.question}" of ${own.dataset} ` +
        `(${own.context}) has no score: label answers that the judge scored`,
    );
  }
  return {
    answerId: `${answer}`,
    criterion: criterionOf(raw, scores.criteria),
    rater: text(raw, 'rater'),
  };
}

function criterionOf(raw: RawRow, criteria: readonly string[]): string {
  const name = text(raw, 'criterion');
  if (criteria.includes(name)) return name;
  const meant = didYouMean(name, criteria);
  const remedy =
    meant === undefined ? `the criteria are ${criteria.join(', ')}` : `did you mean ${meant}?`;
  throw fault(raw, 'criterion', `"${name}" has no score: ${remedy}`);
}
