import type { Contrast, HumanLabelFindings } from '@equipoise/contracts';
import { counted, percent, signed } from '../number-text.js';
import { BOUNDS, intervalText } from '../shown-interval.js';

type LabelledContrast = HumanLabelFindings['contrasts'][number];

const FINDING = {
  supports: 'people support the verdict',
  contradicts: "people contradict the verdict, which rests on the judge's scores",
  undecided: "whether the verdict holds for people stays open: it rests on the judge's scores",
} as const satisfies Record<NonNullable<LabelledContrast['finding']>, string>;

const NOTE = {
  'sequential-stopping':
    'nothing is corrected, because after an early stop an interval of a fixed sample would be too narrow',
  'single-cluster':
    'nothing is corrected, because all labels are about one document: label answers about others',
  'constant-difference':
    'nothing is corrected, because every labelled question has the same difference: label more',
  'no-variation-between-clusters':
    'nothing is corrected, because differences cancel within every document: label more',
} as const satisfies Record<
  Exclude<NonNullable<LabelledContrast['note']>, 'too-few-labels'>,
  string
>;

/** What people's labels say to a contrast, in plain English, numbers included. */
export function labelledSentence(
  found: Omit<LabelledContrast, 'sentence'>,
  verdict: Contrast['verdict'],
  alpha: number,
): string {
  const { corrected, labelled, note, finding, judge } = found;
  const questions = counted(labelled, 'question');
  if (corrected === null) {
    if (found.missing === 0 && (note === null || note === 'too-few-labels')) {
      return 'It has no question with scores in every arm, so labels can correct nothing.';
    }
    const why =
      note === null || note === 'too-few-labels'
        ? `label ${found.missing} more, in every arm, for a corrected difference`
        : NOTE[note];
    return `People labelled ${questions} of it in every arm: ${why}.`;
  }
  const byJudge = judge.difference === null ? 'unknown' : signed(judge.difference);
  const says =
    finding === null ? `the verdict stays ${verdict.replaceAll('-', ' ')}` : FINDING[finding];
  const interval = intervalText(corrected.interval, BOUNDS.scoreDifference);
  return (
    `With people's labels of ${questions} the difference is ${signed(corrected.difference)} ` +
    `(${percent(1 - alpha)} interval ${interval}), by the judge alone ${byJudge}: ${says}.`
  );
}
