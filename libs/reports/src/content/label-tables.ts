import type { Analysis, HumanLabelFindings } from '@equipoise/contracts';
import { BOUNDS, counted, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import { decimalOr, level, range, SHORT_CONTEXT, signedOr } from './wording.js';

type Agreement = HumanLabelFindings['agreement'][number];

/** How the figures about human labels are to be read, one paragraph each; none without labels. */
export function labelMethod({ humanLabels, settings }: Analysis): string[] {
  if (humanLabels === undefined) return [];
  const { labels, answers, raters } = humanLabels;
  const judge = settings.judge === '' ? 'the judge' : settings.judge;
  return [
    `${counted(labels, 'label')} of ${counted(answers, 'answer')} by ${counted(raters, 'rater')} stand beside ` +
      `the scores of ${judge}. Every verdict rests on the judge's scores; nothing here changes one. A corrected ` +
      'difference is the one that people would find on all questions, from their labels of some and the judge on ' +
      'all (PPI++). It holds if the labelled questions are a random part of all.',
  ];
}

/** One sentence for each labelled criterion, then one for each contrast of it. */
export function labelSentences({ humanLabels }: Analysis): string[] {
  if (humanLabels === undefined) return [];
  const contrasts = humanLabels.contrasts.map(
    ({ arm, dataset, context, criterion, sentence }) =>
      `${arm} on ${dataset} (${SHORT_CONTEXT[context]}, ${criterion}): ${sentence}`,
  );
  return [...humanLabels.agreement.map(({ sentence }) => sentence), ...contrasts];
}

/** How far the judge agrees with people, and people with one another. */
export function agreementTable(analysis: Analysis): TextTable {
  const told = ({ value, interval }: Agreement['spearman'], bounds: typeof BOUNDS.none): string =>
    interval === null ? decimalOr(value) : `${decimalOr(value)} (${range(interval, bounds)})`;
  return {
    caption:
      `Judge and people: means of both, kappa on means rounded to whole scores, half up (${level(analysis)} intervals, ` +
      'clustered by document). Alpha: people with one another, interval level',
    columns: [
      words('Criterion'),
      ...['Answers', 'Documents', 'Raters', 'Quadratic kappa', 'Spearman', 'Judge − people'].map(
        number,
      ),
      ...['Krippendorff’s alpha', 'On answers'].map(number),
    ],
    rows: (analysis.humanLabels?.agreement ?? []).map((own) => [
      own.criterion,
      ...[own.answers, own.clusters, own.raters].map(whole),
      told(own.quadraticKappa, BOUNDS.correlation),
      told(own.spearman, BOUNDS.correlation),
      told(own.bias, BOUNDS.scoreDifference),
      told(own.betweenRaters, BOUNDS.correlation),
      whole(own.betweenRaters.answers),
    ]),
  };
}

/** Each contrast by the judge, by the labels alone, and by the judge corrected. */
export function correctedTable(analysis: Analysis): TextTable {
  const told = ({
    difference,
    interval,
  }: HumanLabelFindings['contrasts'][number]['judge']): string =>
    interval === null
      ? signedOr(difference)
      : `${signedOr(difference)} (${range(interval, BOUNDS.scoreDifference)})`;
  return {
    caption:
      `Differences by the judge, by people on the questions that they labelled in every arm, and by the judge corrected ` +
      `by them (PPI++; ${level(analysis)} intervals, not adjusted, adapters held fixed, without verdict)`,
    columns: [
      ...['Tuned arm', 'Dataset', 'Context', 'Criterion'].map(words),
      ...['Labelled', 'Still to label', 'By the judge', 'By people alone', 'Corrected'].map(number),
      number('Weight of the judge'),
      words('People on the verdict'),
    ],
    rows: (analysis.humanLabels?.contrasts ?? []).map((own) => [
      ...[own.arm, own.dataset, SHORT_CONTEXT[own.context], own.criterion],
      `${whole(own.labelled)} of ${whole(own.labelled + own.unlabelled)}`,
      whole(own.missing),
      told(own.judge),
      told(own.people),
      own.corrected === null ? NOTHING : told(own.corrected),
      decimalOr(own.corrected?.weight ?? null),
      own.finding ?? NOTHING,
    ]),
  };
}
