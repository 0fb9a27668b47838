import type { SeedSummary } from '@equipoise/contracts';
import { studentTQuantile } from '@equipoise/statistics';
import { analysedArm, type CellPair, cellPairs, treatmentKey } from './arms.js';
import { compare } from './comparison.js';
import { decimal, percent } from './number-text.js';
import { meanOf, type Pairs, pairsOf } from './pairs.js';
import { type TableMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';
import { BOUNDS, intervalText } from './shown-interval.js';
import { dose, sampleSize, scored, whereOf } from './wording.js';

type Numbers = Pick<
  SeedSummary,
  'n' | 'clusters' | 'difference' | 'seedDeviation' | 'standardError' | 'interval'
>;

/** What fine-tuning does, where several training seeds tell it from what one adapter does. */
export function acrossSeeds(means: TableMeans, settings: ScoreTable['settings']): SeedSummary[] {
  const groups = new Map<string, CellPair[]>();
  for (const own of cellPairs(means.cells)) {
    const { arm, dataset, context } = own.tuned.cell;
    const key = JSON.stringify([treatmentKey(analysedArm(arm)), dataset, context]);
    groups.set(key, [...(groups.get(key) ?? []), own]);
  }
  const severalDatasets = new Set(means.cells.map(({ cell }) => cell.dataset)).size > 1;
  return [...groups.values()]
    .filter((seeds) => seeds.length > 1)
    .flatMap((seeds) =>
      settings.criteria.flatMap((_, criterion) =>
        summaryOf(seeds, criterion, settings, severalDatasets),
      ),
    );
}

function summaryOf(
  seeds: readonly CellPair[],
  criterion: number,
  { criteria, alpha }: ScoreTable['settings'],
  severalDatasets: boolean,
): SeedSummary[] {
  const numbers = numbersOf(seeds, criterion, alpha);
  const { cell } = (seeds[0] as CellPair).tuned;
  const { base, treatment } = analysedArm(cell.arm);
  if (numbers === undefined || treatment === null) return [];
  const name = criteria[criterion] ?? '';
  const { interval, difference, seedDeviation } = numbers;
  const range =
    interval === null
      ? 'no interval'
      : `${percent(1 - alpha)} interval ${intervalText(interval, BOUNDS.scoreDifference)}`;
  const sentence =
    `${whereOf(cell, severalDatasets)}, ${seeds.length} seeds of ${base} ${dose(treatment)} ` +
    `${scored(difference, name)} on average than the base model (${range}; standard deviation ` +
    `between seeds ${decimal(seedDeviation)}; ${sampleSize(numbers)}).`;
  const { method, trainSize, trainingFormat } = treatment;
  return [
    {
      ...{ base, method, trainSize, trainingFormat },
      ...{ dataset: cell.dataset, context: cell.context, criterion: name, seeds: seeds.length },
      ...numbers,
      sentence,
    },
  ];
}

/**
 * Questions and seeds are both samples: the variance of the mean is that of the questions'
 * seed-averaged differences (clustered) plus that of the seeds' means. What questions and seeds
 * share is counted in both, so the interval is wide rather than narrow.
 *
 * @source degrees of freedom: Satterthwaite 1946 (Biometrics Bull. 2)
 */
function numbersOf(
  seeds: readonly CellPair[],
  criterion: number,
  alpha: number,
): Numbers | undefined {
  const { pairs, tuned } = commonPairs(seeds, criterion);
  const questions = compare(pairs, alpha);
  if (questions.difference === null) return undefined;

  const seedMeans = tuned.map(meanOf);
  const seedMean = meanOf(seedMeans);
  const seedVariance =
    seedMeans.reduce((sum, mean) => sum + (mean - seedMean) ** 2, 0) / (seeds.length - 1);
  const { n, clusters, difference, standardError } = questions;
  const sample = { clusters, difference, standardError };
  return {
    n,
    clusters,
    difference,
    seedDeviation: Math.sqrt(seedVariance),
    ...errorOf(sample, seedVariance, seeds.length, alpha),
  };
}

/** The questions complete in every seed: the seeds' average against the base, and seed by seed. */
function commonPairs(
  seeds: readonly CellPair[],
  criterion: number,
): { pairs: Pairs; tuned: number[][] } {
  const bySeed = seeds.map(({ base, tuned }) =>
    pairsOf(base, tuned, ({ judged }) => judged[criterion]?.mean),
  );
  const tunedOf = bySeed.map(
    ({ questionIds, tuned }) => new Map(questionIds.map((id, i) => [id, tuned[i] as number])),
  );
  const first = bySeed[0] as Pairs;
  const at = first.questionIds.flatMap((id, i) =>
    tunedOf.every((scores) => scores.has(id)) ? [i] : [],
  );
  const questionIds = at.map((i) => first.questionIds[i] as string);
  const tuned = tunedOf.map((scores) => questionIds.map((id) => scores.get(id) as number));
  const pairs = {
    questionIds,
    base: at.map((i) => first.base[i] as number),
    tuned: questionIds.map((_, i) => meanOf(tuned.map((scores) => scores[i] as number))),
    clusters: at.map((i) => first.clusters[i] as string),
  };
  return { pairs, tuned };
}

function errorOf(
  questions: { difference: number; standardError: number | null; clusters: number },
  seedVariance: number,
  seeds: number,
  alpha: number,
): Pick<Numbers, 'standardError' | 'interval'> {
  const { difference, standardError: questionError, clusters } = questions;
  if (questionError === null) return { standardError: null, interval: null };
  const ofQuestions = questionError ** 2;
  const ofSeeds = seedVariance / seeds;
  const degrees =
    (ofQuestions + ofSeeds) ** 2 / (ofQuestions ** 2 / (clusters - 1) + ofSeeds ** 2 / (seeds - 1));
  const standardError = Math.sqrt(ofQuestions + ofSeeds);
  const half = -studentTQuantile(alpha / 2, degrees) * standardError;
  return { standardError, interval: { lower: difference - half, upper: difference + half } };
}
