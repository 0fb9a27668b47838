import type { Estimator, JudgeQualification } from '@equipoise/contracts';
import { auroc, paddingProbe, wilsonInterval } from '@equipoise/statistics';
import { PROBE_KINDS, type ProbeKind } from './probe.js';
import type { QuestionScores } from './probe-scores.js';
import { repeatabilityOf } from './repeatability.js';
import type { Thresholds } from './thresholds.js';

/** Of every interval and test of a qualification. */
const ALPHA = 0.05;

export type Figures = Pick<
  JudgeQualification,
  | 'questions'
  | 'meanScores'
  | 'goldAboveWrong'
  | 'goldAboveCut'
  | 'monotonicity'
  | 'padding'
  | 'repeatability'
>;

/**
 * What the scores of probes say about a judge. A probe counts once, with the mean of its repeats.
 *
 * @source Hanley and McNeil 1982 (Radiology 143) for the area; the padding probe as in `paddingProbe`
 */
export function figuresOf(
  questions: readonly QuestionScores[],
  estimator: Estimator,
  thresholds: Pick<Thresholds, 'paddingMargin' | 'reliability'>,
): Figures {
  const means = questions.map(meansOf);
  return {
    questions: questions.length,
    meanScores: {
      gold: meanOfKind(means, 'gold'),
      wrong: meanOfKind(means, 'wrong'),
      cut: meanOfKind(means, 'cut'),
      padded: meanOfKind(means, 'padded'),
    },
    goldAboveWrong: separation(means, 'wrong'),
    goldAboveCut: separation(means, 'cut'),
    monotonicity: monotonicity(means),
    padding: paddingOf(means, thresholds.paddingMargin),
    repeatability: repeatabilityOf(
      questions.flatMap(({ scores }) => Object.values(scores)),
      estimator,
      thresholds.reliability,
    ),
  };
}

interface QuestionMeans extends Partial<Record<ProbeKind, number>> {
  readonly cluster: string;
}

function meansOf({ cluster, scores }: QuestionScores): QuestionMeans {
  const means = PROBE_KINDS.flatMap((kind) => {
    const values = scores[kind];
    return values ? [[kind, mean(values)] as const] : [];
  });
  return { cluster, ...Object.fromEntries(means) };
}

function meanOfKind(means: readonly QuestionMeans[], kind: ProbeKind): number | null {
  const values = valuesOf(means, kind);
  return values.length === 0 ? null : mean(values);
}

function separation(
  means: readonly QuestionMeans[],
  spoiltKind: 'wrong' | 'cut',
): JudgeQualification['goldAboveWrong'] {
  const [gold, spoilt] = [valuesOf(means, 'gold'), valuesOf(means, spoiltKind)];
  const counts = { gold: gold.length, spoilt: spoilt.length };
  if (gold.length === 0 || spoilt.length === 0) return { area: null, interval: null, ...counts };
  const isGold = [...gold.map(() => true), ...spoilt.map(() => false)];
  const { area, interval, note } = auroc([...gold, ...spoilt], isGold, ALPHA);
  return { area: area ?? null, interval: note ? null : (interval ?? null), ...counts };
}

function monotonicity(means: readonly QuestionMeans[]): JudgeQualification['monotonicity'] {
  const order = means.flatMap(({ gold, cut, wrong }) =>
    gold === undefined || cut === undefined || wrong === undefined
      ? []
      : [gold >= cut && cut >= wrong && gold > wrong],
  );
  const ordered = order.filter(Boolean).length;
  const questions = order.length;
  const counted = { successes: ordered, trials: questions, alpha: ALPHA };
  return { ordered, questions, interval: questions === 0 ? null : wilsonInterval(counted) };
}

function paddingOf(means: readonly QuestionMeans[], margin: number): JudgeQualification['padding'] {
  const pairs = means.flatMap(({ gold, padded, cluster }) =>
    gold === undefined || padded === undefined ? [] : [{ gold, padded, cluster }],
  );
  if (pairs.length === 0) return null;
  const { contrast, equivalenceP, finding } = paddingProbe({
    original: pairs.map(({ gold }) => gold),
    padded: pairs.map(({ padded }) => padded),
    clusters: pairs.map(({ cluster }) => cluster),
    margin,
    alpha: ALPHA,
  });
  return {
    n: contrast.n,
    difference: contrast.estimate,
    interval: contrast.interval ?? null,
    margin,
    equivalenceP: equivalenceP ?? null,
    finding,
  };
}

const valuesOf = (means: readonly QuestionMeans[], kind: ProbeKind): number[] =>
  means.flatMap((question) => question[kind] ?? []);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
