import type { SeedSummary } from '@equipoise/contracts';
import { type JudgedContrast } from './contrasts.js';
import { decimal, percent } from './number-text.js';
import { type ScoreTable } from './score-table.js';
import { BOUNDS, intervalText } from './shown-interval.js';
import { dose, sampleSize, scored, whereOf } from './wording.js';

/** How far fine-tunes of one treatment lie apart, for each contrast that has several seeds. */
export function acrossSeeds(
  contrasts: readonly JudgedContrast[],
  settings: Pick<ScoreTable['settings'], 'alpha'>,
): SeedSummary[] {
  const severalDatasets = new Set(contrasts.map(({ dataset }) => dataset)).size > 1;
  return contrasts.flatMap((contrast) => summaryOf(contrast, settings.alpha, severalDatasets));
}

function summaryOf(
  contrast: JudgedContrast,
  alpha: number,
  severalDatasets: boolean,
): SeedSummary[] {
  const { arm, difference, seedDeviation, seeds, interval, criterion } = contrast;
  const { base, treatment } = arm;
  if (treatment === null || difference === null || seedDeviation === null) return [];
  const { method, trainSize, trainingFormat } = treatment;
  const { dataset, context, n, clusters, standardError } = contrast;
  const range =
    interval === null
      ? 'no interval'
      : `${percent(1 - alpha)} interval ${intervalText(interval, BOUNDS.scoreDifference)}`;
  const sentence =
    `${whereOf(contrast, severalDatasets)}, ${seeds} seeds of ${base} ${dose(treatment)} ` +
    `${scored(difference, criterion)} on average than the base model (${range}; standard deviation ` +
    `between seeds ${decimal(seedDeviation)}; ${sampleSize(contrast)}).`;
  return [
    {
      ...{ base, method, trainSize, trainingFormat, dataset, context, criterion, seeds },
      ...{ n, clusters, difference, seedDeviation, standardError, interval, sentence },
    },
  ];
}
