import type { Analysis, ArmCheck, Contrast } from '@equipoise/contracts';
import { BOUNDS, percent, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import { level, placeText, range, SHORT_CONTEXT, signedOr, VERDICT_NAME } from './wording.js';

const SHOWN_DIGITS = 12;

/** Each contrast among the questions that training does not know, and among those that it knows. */
export function contaminationTable(analysis: Analysis): TextTable {
  const slice = (own: NonNullable<Contrast['contaminationSlices']>['clean']): string[] =>
    own === null
      ? [NOTHING, NOTHING, NOTHING, NOTHING]
      : [
          whole(own.n),
          signedOr(own.difference),
          range(own.interval, BOUNDS.scoreDifference),
          own.verdict === null ? NOTHING : VERDICT_NAME[own.verdict],
        ];
  return {
    caption: `Tuned minus base by what training knows (${level(analysis)} intervals; verdicts of these questions alone, not adjusted)`,
    columns: [
      ...['Tuned arm', 'Dataset', 'Context', 'Criterion'].map(words),
      ...['n, clean', 'Difference, clean', 'Interval, clean'].map(number),
      words('Clean says'),
      ...['n, dirty', 'Difference, dirty', 'Interval, dirty'].map(number),
      words('Dirty says'),
    ],
    rows: analysis.contrasts.flatMap(({ contaminationSlices, ...own }) =>
      !contaminationSlices?.dirty
        ? []
        : [
            [
              ...[own.arm.label, own.dataset, SHORT_CONTEXT[own.context], own.criterion],
              ...slice(contaminationSlices.clean),
              ...slice(contaminationSlices.dirty),
            ],
          ],
    ),
  };
}

/** How each contrast differs where training knows the questions, and where it does not. */
export function contaminationSentences({ contrasts }: Analysis): string[] {
  return contrasts.flatMap((own) => {
    const sentence = own.contaminationSlices?.sentence ?? '';
    return sentence === '' ? [] : [`${placeText(own)}: ${sentence}`];
  });
}

/** What gave the answers of each tuned arm and of its base, and how far the two lie apart. */
export function armCheckTable({ adapterChecks }: Analysis): TextTable {
  return {
    caption:
      'Tuned models beside their bases before the first answer: prompts on which they differ, the largest change of a token’s probability, as a share of it (and the same between two calls to the base), and what both are; base / tuned where two values stand',
    columns: [
      words('Tuned arm'),
      ...['Prompts', 'Changed', 'Largest change', 'Base from itself'].map(number),
      ...['Precision', 'Chat template'].map(words),
      number('Rank'),
      ...['Adapter', 'Fingerprints'].map(words),
    ],
    rows: adapterChecks.map((own) => [
      own.arm,
      whole(own.probes),
      whole(own.changed),
      own.largestChange === null ? NOTHING : percent(own.largestChange),
      own.largestRepeat === null ? NOTHING : percent(own.largestRepeat),
      both(own, ({ precision }) => precision),
      both(own, ({ chatTemplate }) => chatTemplate),
      own.tuned.adapterRank === 0 ? NOTHING : whole(own.tuned.adapterRank),
      own.tuned.adapterDigest.slice(0, SHOWN_DIGITS) || NOTHING,
      both(own, ({ fingerprint }) => fingerprint.slice(0, SHOWN_DIGITS)),
    ]),
  };
}

/** One value where both have it, else both. */
function both({ base, tuned }: ArmCheck, valueOf: (model: ArmCheck['base']) => string): string {
  const [ofBase, ofTuned] = [valueOf(base) || NOTHING, valueOf(tuned) || NOTHING];
  return ofBase === ofTuned ? ofBase : `${ofBase} / ${ofTuned}`;
}
