import type { HumanLabelFindings } from '@equipoise/contracts';
import {
  agreementTable,
  clusterJackknife,
  cohenKappa,
  correlation,
  krippendorffAlpha,
} from '@equipoise/statistics';
import { counted, decimal, percent, signed, whole } from '../number-text.js';
import { meanOf } from '../pairs.js';
import { BOUNDS, intervalText } from '../shown-interval.js';
import { type LabelledAnswer } from './labelled-answers.js';

type Agreement = HumanLabelFindings['agreement'][number];
type Estimate = Agreement['spearman'];

/** An answer with a label that the judge scored too. */
type JudgedAnswer = LabelledAnswer & { readonly judge: number };

/** Whole scores, in their order. */
const SCORES = [1, 2, 3, 4, 5];

/**
 * How far people agree with one another, and the judge with people, on one criterion. Intervals leave
 * out one source document at a time, because answers about one document are alike.
 *
 * @param labelled answers with labels, at least one
 * @param alpha chance left outside intervals, [1e-12, 0.5)
 */
export function agreementOf(
  criterion: string,
  labelled: readonly LabelledAnswer[],
  alpha: number,
): Agreement {
  const judged = labelled.filter((own): own is JudgedAnswer => own.judge !== undefined);
  const raters = new Set(labelled.flatMap(({ byRater }) => [...byRater.keys()]));
  const found = {
    criterion,
    answers: judged.length,
    clusters: new Set(judged.map(({ cluster }) => cluster)).size,
    labels: labelled.reduce((sum, { byRater }) => sum + byRater.size, 0),
    raters: raters.size,
    betweenRaters: betweenRaters(labelled, [...raters].sort(), alpha),
    quadraticKappa: estimated(judged, quadraticKappa, alpha),
    spearman: rankCorrelation(judged, alpha),
    bias: estimated(judged, (own) => meanOf(own.map(({ judge, human }) => judge - human)), alpha),
  };
  return { ...found, sentence: sentenceOf(found, alpha) };
}

function betweenRaters(
  labelled: readonly LabelledAnswer[],
  raters: readonly string[],
  alpha: number,
): Agreement['betweenRaters'] {
  const shared = labelled.filter(({ byRater }) => byRater.size > 1);
  const alphaOf = (own: readonly LabelledAnswer[]): number | undefined =>
    krippendorffAlpha(
      raters.map((rater) => own.map(({ byRater }) => byRater.get(rater))),
      'interval',
    ).alpha;
  return { answers: shared.length, ...estimated(shared, alphaOf, alpha) };
}

function quadraticKappa(judged: readonly JudgedAnswer[]): number | undefined {
  const judge = judged.map((own) => Math.round(own.judge));
  const human = judged.map((own) => Math.round(own.human));
  // the level is of an interval that is not read here
  return cohenKappa(agreementTable(judge, human, SCORES), 'quadratic', 0.05).kappa;
}

/** With its interval by Fisher's z; a correlation of 1 in size has none. */
function rankCorrelation(judged: readonly JudgedAnswer[], alpha: number): Estimate {
  const rho = (own: readonly JudgedAnswer[]): number | undefined =>
    correlation(
      own.map(({ judge }) => judge),
      own.map(({ human }) => human),
      'spearman',
    );
  const value = judged.length === 0 ? undefined : rho(judged);
  const fisher = (own: readonly JudgedAnswer[]): number | undefined => {
    const z = Math.atanh(rho(own) ?? NaN);
    return Number.isFinite(z) ? z : undefined;
  };
  const { interval } = estimated(judged, fisher, alpha);
  return {
    value: value ?? null,
    interval: interval && {
      lower: Math.tanh(interval.lower),
      upper: Math.tanh(interval.upper),
    },
  };
}

function estimated<A extends LabelledAnswer>(
  answers: readonly A[],
  statistic: (answers: readonly A[]) => number | undefined,
  alpha: number,
): Estimate {
  if (answers.length === 0) return { value: null, interval: null };
  const { estimate, interval } = clusterJackknife({
    clusters: answers.map(({ cluster }) => cluster),
    statistic: (items) => statistic(items.map((i) => answers[i] as A)),
    alpha,
  });
  return { value: estimate ?? null, interval: interval ?? null };
}

function sentenceOf(found: Omit<Agreement, 'sentence'>, alpha: number): string {
  const { criterion, answers, raters, betweenRaters: between, quadraticKappa: kappa } = found;
  const people = `${raters === 1 ? 'one person' : `${whole(raters)} people`} labelled`;
  if (answers === 0) {
    return `On ${criterion}, ${people} answers that the judge has no score for.`;
  }
  const told = ({ value, interval }: Estimate): string => {
    if (value === null) return 'unknown, because nothing varies';
    if (interval === null) return `${decimal(value)} (no interval)`;
    const range = intervalText(interval, BOUNDS.correlation);
    return `${decimal(value)} (${percent(1 - alpha)} interval ${range})`;
  };
  const ceiling =
    between.answers === 0
      ? 'how far people agree is unknown, because no answer has labels of two'
      : `people agree with one another by Krippendorff's alpha ${told(between)}`;
  const bias = signed(found.bias.value ?? 0);
  return (
    `On ${criterion}, ${people} ${counted(answers, 'answer')}: quadratic kappa with the judge ` +
    `${told(kappa)}, Spearman ${told(found.spearman)}; ` +
    `the judge's scores lie ${bias} from people's; ${ceiling}.`
  );
}
