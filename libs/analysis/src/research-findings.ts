import type { Analysis } from '@equipoise/contracts';
import { clusteredMean } from '@equipoise/statistics';
import { decimal, listed, percent, signed } from './number-text.js';
import { analysedArm, isControl } from './arms.js';
import { meanOf } from './pairs.js';
import { type TableMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';
import { sampleSize } from './wording.js';
import { seedPairsOf, treatmentCells } from './treatment-pairs.js';

type Findings = Analysis['research'];
type Finding = Findings[number];
type Estimate = Finding['estimates'][number];

/** What a treatment changed on one question, in one context, on one criterion; mean over seeds. */
interface Effect {
  readonly base: string;
  readonly method: string;
  readonly trainSize: number | null;
  readonly trainingFormat: string | null;
  readonly dataset: string;
  readonly context: string;
  readonly criterion: string;
  /** Names the question among those of all datasets. */
  readonly question: string;
  /** Names its document likewise. */
  readonly cluster: string;
  /** Tuned minus base, in points. */
  readonly difference: number;
}

/** One number a question, with the document it comes from. */
interface QuestionValue {
  readonly question: string;
  readonly cluster: string;
  readonly value: number;
}

/**
 * The three research questions of the study, each in numbers: how the effect grows with the training
 * pairs, which base model is changed most, and on which dataset and criterion. Every question counts
 * once: its value is the mean over what is not asked about, so contexts and criteria add no questions.
 * Controls are left out. Seeds are averaged and held fixed, so this is about these adapters; outside
 * the family, without verdicts.
 *
 * @source the questions: arXiv 2406.11201
 */
export function researchFindings(means: TableMeans, settings: ScoreTable['settings']): Findings {
  const effects = effectsOf(means, settings.criteria);
  return [
    ...doseResponses(effects, settings.alpha),
    ...differencesBetween(effects, 'base', settings.alpha),
    ...differencesBetween(effects, 'dataset', settings.alpha),
    ...differencesBetween(effects, 'criterion', settings.alpha),
  ];
}

function effectsOf(means: TableMeans, criteria: readonly string[]): Effect[] {
  return treatmentCells(means.cells).flatMap((cells) => {
    const { cell } = cells.tuned[0];
    const arm = analysedArm(cell.arm);
    if (arm.treatment === null || isControl(arm)) return [];
    const { method, trainSize, trainingFormat } = arm.treatment;
    const place = { base: arm.base, method, trainSize, trainingFormat };
    const within = JSON.stringify(cell.dataset);
    return criteria.flatMap((criterion, c) => {
      const pairs = seedPairsOf(cells, ({ judged }) => judged[c]?.mean);
      return pairs.questionIds.map((questionId, i): Effect => ({
        ...place,
        ...{ dataset: cell.dataset, context: cell.context, criterion },
        question: `${within} ${questionId}`,
        cluster: `${within} ${pairs.clusters[i]}`,
        difference: (pairs.tuned[i] as number) - (pairs.base[i] as number),
      }));
    });
  });
}

/** Points per doubling of the training pairs, for each base trained on several sizes. */
function doseResponses(effects: readonly Effect[], alpha: number): Finding[] {
  return [...Map.groupBy(effects, ({ base }) => base)].flatMap(([base, own]) => {
    const sized = own.filter(({ trainSize }) => trainSize !== null && trainSize > 0);
    const sizes = [...new Set(sized.map(({ trainSize }) => trainSize ?? 0))].sort((a, b) => a - b);
    const slopes = valuesOf(sized, slopeOf, ({ dataset, context, criterion, ...rest }) =>
      JSON.stringify([dataset, context, criterion, rest.method, rest.trainingFormat]),
    );
    if (sizes.length < 2 || slopes.length === 0) return [];
    const slope = estimateOf(base, slopes, alpha);
    const sentence =
      `${base}: each doubling of the training pairs (${listed(sizes.map(String))}) changes the ` +
      `score by ${signed(slope.mean)} points (${rangeText(slope, alpha)}).`;
    return [{ question: 'dose-response' as const, estimates: [slope], sentence }];
  });
}

/** Least-squares slope of differences on log2 of the training pairs; undefined at one size. */
function slopeOf(effects: readonly Effect[]): number | undefined {
  const x = effects.map(({ trainSize }) => Math.log2(trainSize ?? 1));
  const meanX = meanOf(x);
  const squares = x.reduce((sum, own) => sum + (own - meanX) ** 2, 0);
  if (squares === 0) return undefined;
  return effects.reduce((sum, own, i) => sum + ((x[i] ?? 0) - meanX) * own.difference, 0) / squares;
}

const ABOUT = {
  base: {
    question: 'susceptibility',
    most: 'Fine-tuning changes',
  },
  dataset: { question: 'dataset', most: 'Fine-tuning changes scores on' },
  criterion: { question: 'criterion', most: 'Fine-tuning changes' },
} as const;

/** The mean effect by base, dataset or criterion, and what lies between the two ends. */
function differencesBetween(
  effects: readonly Effect[],
  by: keyof typeof ABOUT,
  alpha: number,
): Finding[] {
  const groups = [...Map.groupBy(effects, (own) => own[by])].map(([name, own]) => {
    const values = valuesOf(own, (group) => meanOf(group.map(({ difference }) => difference)));
    return { values, estimate: estimateOf(name, values, alpha) };
  });
  const [lowest, ...others] = groups.sort((a, b) => a.estimate.mean - b.estimate.mean);
  const highest = others.at(-1);
  if (lowest === undefined || highest === undefined) return [];
  const gap = gapOf(lowest.values, highest.values, alpha);
  const names = groups.map(({ estimate }) => estimate);
  const told = names.map((own) => `${own.name} by ${signed(own.mean)} (${rangeText(own, alpha)})`);
  const [from, to] = [lowest.estimate.name, highest.estimate.name];
  const apart =
    gap === undefined
      ? ''
      : ` Between ${from} and ${to} lie ${decimal(Math.abs(gap.mean))} points (${rangeText(gap, alpha)}).`;
  const { question, most } = ABOUT[by];
  const estimates = gap === undefined ? names : [...names, gap];
  return [{ question, estimates, sentence: `${most} ${listed(told)} points.${apart}` }];
}

/** Highest less lowest: paired where both have the question, else of two separate samples. */
function gapOf(
  lowest: readonly QuestionValue[],
  highest: readonly QuestionValue[],
  alpha: number,
): Estimate | undefined {
  const known = new Map(lowest.map((own) => [own.question, own.value]));
  const paired = highest.flatMap((own) => {
    const other = known.get(own.question);
    return other === undefined ? [] : [{ ...own, value: own.value - other }];
  });
  if (paired.length > 0) return estimateOf('gap', paired, alpha);
  // two samples as one: the mean of weighted values is the difference of their means
  const total = lowest.length + highest.length;
  const weigh = (values: readonly QuestionValue[], sign: 1 | -1): QuestionValue[] => {
    const mean = meanOf(values.map(({ value }) => value));
    const factor = (sign * total) / values.length;
    return values.map((own) => ({ ...own, value: (own.value - mean) * factor }));
  };
  const mean = meanOf(highest.map(({ value }) => value)) - meanOf(lowest.map(({ value }) => value));
  const spread = estimateOf('gap', [...weigh(highest, 1), ...weigh(lowest, -1)], alpha);
  const { interval } = spread;
  return {
    ...spread,
    mean,
    interval:
      interval === null
        ? null
        : {
            lower: mean + interval.lower - spread.mean,
            upper: mean + interval.upper - spread.mean,
          },
  };
}

/** One value a question: the mean over its strata, e.g. contexts, of what `valueOf` makes of each. */
function valuesOf(
  effects: readonly Effect[],
  valueOf: (group: readonly Effect[]) => number | undefined,
  stratumOf: (own: Effect) => string = () => '',
): QuestionValue[] {
  const byQuestion = Map.groupBy(effects, (own) => own.question);
  return [...byQuestion].flatMap(([question, own]) => {
    const strata = [...Map.groupBy(own, stratumOf).values()].map(valueOf);
    const values = strata.filter((value) => value !== undefined);
    const cluster = own[0]?.cluster ?? '';
    return values.length === 0 ? [] : [{ question, cluster, value: meanOf(values) }];
  });
}

function estimateOf(name: string, values: readonly QuestionValue[], alpha: number): Estimate {
  const { mean, n, clusterCount, interval, note } = clusteredMean({
    scores: values.map(({ value }) => value),
    clusters: values.map(({ cluster }) => cluster),
    alpha,
  });
  const shown = note === undefined ? (interval ?? null) : null;
  return { name, n, clusters: clusterCount, mean, interval: shown };
}

function rangeText({ interval, ...sample }: Estimate, alpha: number): string {
  const range =
    interval === null
      ? 'no interval'
      : `${percent(1 - alpha)} interval ${decimal(interval.lower)} to ${decimal(interval.upper)}`;
  return `${range}; ${sampleSize(sample)}`;
}
