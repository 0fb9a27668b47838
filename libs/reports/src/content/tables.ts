import type { Analysis, ContextEffect, Contrast, SecondaryContrast } from '@equipoise/contracts';
import { BOUNDS, decimal, whole } from '@equipoise/analysis';
import { NOTHING, number, type TextTable, words } from './text-table.js';
import {
  SHORT_CONTEXT,
  decimalOr,
  level,
  probabilityOr,
  range,
  signedOr,
  judgeMark,
  VERDICT_NAME,
  VERDICT_SYMBOL,
} from './wording.js';

const PLACE = [words('Tuned arm'), words('Dataset'), words('Context')];

function placeOf({ arm, dataset, context }: Contrast | SecondaryContrast): string[] {
  return [arm.label, dataset, SHORT_CONTEXT[context]];
}

/** Every contrast with its test and verdict. */
export function contrastTable(analysis: Analysis): TextTable {
  return {
    caption: `Tuned minus base, by contrast (${intervalsOf(analysis)} over ${analysis.settings.familySize})`,
    columns: [
      ...PLACE,
      words('Criterion'),
      words('Verdict'), // before the numbers: a narrow window cuts off what stands last
      ...['n', 'Clusters', 'Base', 'Tuned', 'Difference', 'Interval', 'p', 'Adjusted p', 'dz'].map(
        number,
      ),
    ],
    rows: analysis.contrasts.map((own) => [
      ...placeOf(own),
      own.criterion,
      `${VERDICT_SYMBOL[own.verdict]} ${VERDICT_NAME[own.verdict]}${judgeMark(own)}`,
      whole(own.n),
      whole(own.clusters),
      decimalOr(own.meanBase),
      decimalOr(own.meanTuned),
      signedOr(own.difference),
      range(own.interval, BOUNDS.scoreDifference),
      probabilityOr(own.pValue),
      probabilityOr(own.adjustedP),
      decimalOr(own.dz),
    ]),
  };
}

function intervalsOf(analysis: Analysis): string {
  return analysis.settings.sequential === undefined
    ? `${level(analysis)} intervals; p adjusted by Holm`
    : `${level(analysis)} confidence sequences, by document; p adjusted by e-BH`;
}

/** What each contrast could have seen, and what it lacks. */
export function designTable({ contrasts, settings }: Analysis): TextTable {
  return {
    caption: `Power and completeness: differences found with 80 % power, questions for an interval of ±${decimal(settings.margin)}, sign-flip test by cluster (under 50 clusters), missing judgements and the difference at their extremes`,
    columns: [
      ...PLACE,
      words('Criterion'),
      ...['Detectable', 'Questions needed', 'Sign-flip p', 'Hedges g', 'Missing', 'Bounds'].map(
        number,
      ),
    ],
    rows: contrasts.map((own) => [
      ...placeOf(own),
      own.criterion,
      decimalOr(own.minimumDetectableEffect),
      own.questionsForMargin === null ? NOTHING : whole(own.questionsForMargin),
      probabilityOr(own.signFlip?.pValue ?? null),
      decimalOr(own.hedgesG),
      whole(own.completeness.missingJudgements),
      own.completeness.missingJudgements === 0
        ? NOTHING
        : range(own.completeness.bounds, BOUNDS.scoreDifference),
    ]),
  };
}

/** Where retrieval found the evidence, and where it did not. */
export function sliceTable({ contrasts }: Analysis): TextTable {
  const slice = (own: NonNullable<Contrast['retrievalSlices']>['hit']): string[] =>
    own === null
      ? [NOTHING, NOTHING, NOTHING]
      : [whole(own.n), signedOr(own.difference), range(own.interval, BOUNDS.scoreDifference)];
  return {
    caption: 'Tuned minus base, where the passages held gold evidence (hit) and where not (miss)',
    columns: [
      words('Tuned arm'),
      words('Dataset'),
      words('Criterion'),
      ...['n, hit', 'Difference, hit', 'Interval, hit'].map(number),
      ...['n, miss', 'Difference, miss', 'Interval, miss'].map(number),
    ],
    rows: contrasts.flatMap(({ arm, dataset, criterion, retrievalSlices }) =>
      retrievalSlices === null
        ? []
        : [
            [
              arm.label,
              dataset,
              criterion,
              ...slice(retrievalSlices.hit),
              ...slice(retrievalSlices.miss),
            ],
          ],
    ),
  };
}

const EFFECT_NAME = {
  knowledge: 'knowledge (none)',
  reading: 'reading (gold)',
  'end-to-end': 'end to end (retrieved)',
  'context-use': 'use of passages (gold less none)',
  'noise-robustness': 'robustness to retrieval (retrieved less gold)',
  'retrieval-use': 'use of retrieval (retrieved less none)',
} as const satisfies Record<ContextEffect['effect'], string>;

/** Where the differences come from. */
export function contextTable({ contextEffects }: Analysis): TextTable {
  return {
    caption:
      'Tuned minus base in each context, and in one less the same in another: below 0, tuning took more, or gave less, in the first (each about that adapter; without verdict)',
    columns: [
      words('Tuned arm'),
      words('Dataset'),
      words('Criterion'),
      words('Effect'),
      words('Scale'),
      ...['n', 'Clusters', 'Difference', 'Interval', 'p'].map(number),
    ],
    rows: contextEffects.map((own) => [
      own.arm.label,
      own.dataset,
      own.criterion,
      EFFECT_NAME[own.effect],
      own.scale === 'points' ? 'points' : 'log odds',
      whole(own.n),
      whole(own.clusters),
      signedOr(own.difference),
      range(own.interval, BOUNDS.contextEffect),
      probabilityOr(own.pValue),
    ]),
  };
}

const METRIC_NAME = {
  exactMatch: 'exact match',
  tokenF1: 'token F1',
  rougeL: 'ROUGE-L',
  words: 'answer length (words)',
} as const satisfies Record<SecondaryContrast['metric'], string>;

/** Metrics without a judge. */
export function secondaryTable({ secondary }: Analysis): TextTable {
  return {
    caption: 'Lexical metrics (0 to 1) and answer length, tuned minus base, without verdict',
    columns: [
      ...PLACE,
      words('Metric'),
      ...['n', 'Clusters', 'Base', 'Tuned', 'Difference', 'Interval'].map(number),
    ],
    rows: secondary.map((own) => [
      ...placeOf(own),
      METRIC_NAME[own.metric],
      whole(own.n),
      whole(own.clusters),
      decimalOr(own.meanBase),
      decimalOr(own.meanTuned),
      signedOr(own.difference),
      range(own.interval, own.metric === 'words' ? BOUNDS.none : BOUNDS.shareDifference),
    ]),
  };
}

/** The numbers of the bar figures. */
export function meansTable(analysis: Analysis): TextTable {
  return {
    caption: `Mean scores (1 to 5, ${level(analysis)} intervals) over all scored questions of each arm`,
    columns: [
      words('Arm'),
      words('Dataset'),
      words('Context'),
      words('Criterion'),
      ...['n', 'Clusters', 'Mean', 'Interval'].map(number),
    ],
    rows: analysis.armMeans.map((own) => [
      own.arm.label,
      own.dataset,
      SHORT_CONTEXT[own.context],
      own.criterion,
      whole(own.n),
      whole(own.clusters),
      decimal(own.mean),
      range(own.interval, BOUNDS.score),
    ]),
  };
}

/** Retrieval against gold evidence. */
export function retrievalTable(analysis: Analysis): TextTable {
  return {
    caption: `Retrieval against gold evidence (0 to 1, mean and ${level(analysis)} interval)`,
    columns: [
      words('Dataset'),
      ...['k', 'n', 'Clusters', 'Hit rate', 'Recall', 'nDCG', 'Reciprocal rank'].map(number),
    ],
    rows: analysis.retrieval.map((own) => [
      own.dataset,
      whole(own.k),
      whole(own.n),
      whole(own.clusters),
      ...[own.hitRate, own.recall, own.ndcg, own.reciprocalRank].map(({ mean, interval }) =>
        interval === null ? decimal(mean) : `${decimal(mean)} (${range(interval, BOUNDS.share)})`,
      ),
    ]),
  };
}
