import type { Analysis, Contrast } from '@equipoise/contracts';
import { BOUNDS, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import {
  decimalOr,
  level,
  placeText,
  probabilityOr,
  range,
  SHORT_CONTEXT,
  signedOr,
} from './wording.js';

const PLACE = [words('Tuned arm'), words('Dataset'), words('Context'), words('Criterion')];

type Place = Pick<Contrast, 'arm' | 'dataset' | 'context' | 'criterion'>;

function placeOf({ arm, dataset, context, criterion }: Place): string[] {
  return [arm.label, dataset, SHORT_CONTEXT[context], criterion];
}

/** Each adapter of a treatment that was trained with several seeds. */
export function adapterTable(analysis: Analysis): TextTable {
  return {
    caption: `Adapter by adapter, tuned minus base (${level(analysis)} intervals, each about that adapter only; without verdict)`,
    columns: [...PLACE, ...['n', 'Clusters', 'Difference', 'Interval', 'p'].map(number)],
    rows: analysis.adapters.map((own) => [
      ...placeOf(own),
      whole(own.n),
      whole(own.clusters),
      signedOr(own.difference),
      range(own.interval, BOUNDS.scoreDifference),
      probabilityOr(own.pValue),
    ]),
  };
}

/** Tests that hold with few source documents. */
export function fewClustersTable(analysis: Analysis): TextTable {
  return {
    caption: `Under 20 source documents: the wild cluster bootstrap-t beside the t interval (${level(analysis)})`,
    columns: [
      ...PLACE,
      ...['Clusters', 'Interval, t', 'p, t', 'Interval, bootstrap', 'p, bootstrap'].map(number),
    ],
    rows: analysis.contrasts.flatMap((own) =>
      own.wildBootstrap === null
        ? []
        : [
            [
              ...placeOf(own),
              whole(own.clusters),
              range(own.interval, BOUNDS.scoreDifference),
              probabilityOr(own.pValue),
              range(own.wildBootstrap.interval, BOUNDS.scoreDifference),
              probabilityOr(own.wildBootstrap.pValue),
            ],
          ],
    ),
  };
}

/** Differences as they were, and of answers of one length. */
export function lengthTable(analysis: Analysis): TextTable {
  return {
    caption: `Difference with the length of answers held equal (least squares on words; ${level(analysis)} interval, without verdict)`,
    columns: [
      ...PLACE,
      ...['n', 'Words, tuned − base', 'Difference', 'At equal length', 'Interval'].map(number),
    ],
    rows: analysis.contrasts.flatMap((own) =>
      own.lengthControl === null
        ? []
        : [
            [
              ...placeOf(own),
              whole(own.lengthControl.n),
              signedOr(own.lengthControl.meanWords),
              signedOr(own.difference),
              signedOr(own.lengthControl.difference),
              range(own.lengthControl.interval, BOUNDS.scoreDifference),
            ],
          ],
    ),
  };
}

/** Where the variance of differences comes from, and how much of each would narrow the interval. */
export function varianceTable({ contrasts }: Analysis): TextTable {
  const more = (
    { next }: Contrast,
    thing: NonNullable<typeof next>['options'][number]['buy'],
  ): string => {
    const option = next?.options.find(({ buy }) => buy === thing);
    if (option === undefined) return NOTHING;
    return option.more === null ? 'never' : `+${whole(option.more)}`;
  };
  return {
    caption:
      'Variance of differences (squared points) of questions, answers, judge calls and seeds; and how many more of one of them, alone, make the interval as narrow as the margin',
    columns: [
      ...PLACE,
      ...['Var. questions', 'Var. answers', 'Var. calls', 'Var. seeds'].map(number),
      ...['Questions', 'Answers', 'Repeats', 'Seeds'].map(number),
    ],
    rows: contrasts.map((own) => [
      ...placeOf(own),
      ...[own.variance.questions, own.variance.answers, own.variance.calls, own.variance.seeds].map(
        (variance) => decimalOr(variance, 3),
      ),
      ...(['questions', 'answers', 'repeats', 'seeds'] as const).map((thing) => more(own, thing)),
    ]),
  };
}

/** What to buy for each contrast that stayed undecided. */
export function purchases({ contrasts }: Analysis): string[] {
  return contrasts.flatMap((own) =>
    own.verdict === 'not-enough-evidence' && own.next !== null
      ? [`${placeText(own)}: ${own.next.sentence}`]
      : [],
  );
}

/** How each contrast differs where retrieval found all and where it found nothing. */
export function sliceSentences({ contrasts }: Analysis): string[] {
  return contrasts.flatMap((own) => {
    const sentence = own.retrievalSlices?.sentence ?? '';
    return sentence === '' ? [] : [`${placeText(own)}: ${sentence}`];
  });
}
