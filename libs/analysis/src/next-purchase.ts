import type { Contrast, Usage } from '@equipoise/contracts';
import { jointHalfWidth } from '@equipoise/statistics';
import { errorWith } from './design-error.js';
import { counted, decimal, duration } from './number-text.js';
import { type JudgedContrast } from './contrasts.js';

export type NextPurchase = NonNullable<Contrast['next']>;
type Option = NextPurchase['options'][number];
type Thing = Option['buy'];

/** Beyond, more of a thing is not for sale. */
const MOST = 2 ** 20;
const NOUN = {
  questions: 'question',
  answers: 'answer a question',
  repeats: 'repeat',
  seeds: 'seed',
} as const satisfies Record<Thing, string>;
const THINGS = ['questions', 'repeats', 'answers', 'seeds'] as const satisfies readonly Thing[];

/** How much there is of each thing that can be bought. */
type Design = Readonly<Record<Thing, number>>;

export interface Prices {
  /** Of one answer and of one judge call that was really made. */
  readonly answer: Price;
  readonly call: Price;
  /** Of training one adapter. */
  readonly trainingSeconds: number;
  readonly criteria: number;
}

interface Price {
  readonly usd: number;
  readonly seconds: number;
}

/** What a call cost on average; 0 where none was made. */
export function priceOf({ calls, costUsd, modelSeconds }: Usage): Price {
  return calls === 0
    ? { usd: 0, seconds: 0 }
    : { usd: costUsd / calls, seconds: modelSeconds / calls };
}

/**
 * What would make a contrast's interval as narrow as the margin, if nothing but one thing were added:
 * questions (in clusters as large as now), judge repeats, answers a question, or training seeds. The
 * variance components say what is left, recorded prices what it costs.
 *
 * @param margin > 0
 * @returns null without an error bar or a margin, and where the interval is that narrow already
 */
export function nextPurchase(
  contrast: JudgedContrast,
  now: Pick<Design, 'repeats' | 'answers'>,
  prices: Prices,
  { margin, alpha }: { readonly margin: number; readonly alpha: number },
): NextPurchase | null {
  const { interval, standardError, n, seeds } = contrast;
  if (interval === null || standardError === null || margin <= 0) return null;
  const halfWidth = (interval.upper - interval.lower) / 2;
  if (halfWidth <= margin) return null;
  const design = { ...now, questions: n, seeds };
  const widthOf = halfWidthAt(contrast, design, alpha);
  const options = THINGS.filter((thing) => isKnown(contrast, thing)).map((thing): Option => {
    const needed = fewest(
      design[thing],
      (amount) => widthOf({ ...design, [thing]: amount }) <= margin,
    );
    const more = needed === null ? null : needed - design[thing];
    return { buy: thing, more, ...costOf(thing, more, design, prices) };
  });
  return { halfWidth, options, sentence: sentenceOf(options, margin) };
}

/** Whether the components tell what more of a thing would change. */
function isKnown({ variance }: JudgedContrast, thing: Thing): boolean {
  return {
    questions: true,
    repeats: variance.calls !== null,
    answers: variance.answers !== null,
    seeds: variance.seeds !== null,
  }[thing];
}

/** Half the width of the interval under another design. */
function halfWidthAt(
  contrast: JudgedContrast,
  now: Design,
  alpha: number,
): (design: Design) => number {
  const { variance } = contrast;
  const noiseOf = ({ answers, repeats }: Design): number =>
    (variance.answers ?? 0) / answers + (variance.calls ?? 0) / (answers * repeats);
  // the mean over questions of everything that is not seeds, clusters included
  const ofSeeds = (variance.seeds ?? 0) / now.seeds;
  const others = ((contrast.standardError ?? 0) ** 2 - ofSeeds) * now.questions;
  const noise = Math.max(0, Math.min(noiseOf(now), others));
  return (design) => {
    const left = others - noise + (noise * noiseOf(design)) / (noiseOf(now) || 1);
    return jointHalfWidth(errorWith(contrast, design, others > 0 ? left / others : 1), alpha);
  };
}

function fewest(now: number, suffices: (amount: number) => boolean): number | null {
  if (!suffices(MOST)) return null;
  let [tooFew, enough] = [now, 2 * now];
  while (!suffices(enough)) {
    [tooFew, enough] = [enough, 2 * enough];
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Of all arms of the contrast and all criteria, for a judge is asked for all. */
function costOf(
  thing: Thing,
  more: number | null,
  { questions, answers, repeats, seeds }: Design,
  { answer, call, trainingSeconds, criteria }: Prices,
): Pick<Option, 'costUsd' | 'modelSeconds' | 'trainingSeconds'> {
  if (more === null) return { costUsd: null, modelSeconds: null, trainingSeconds: null };
  const bought = {
    questions: { answers: more * (1 + seeds) * answers, perAnswer: repeats },
    answers: { answers: questions * (1 + seeds) * more, perAnswer: repeats },
    repeats: { answers: 0, perAnswer: 0 },
    seeds: { answers: questions * more * answers, perAnswer: repeats },
  }[thing];
  const calls =
    criteria *
    (thing === 'repeats'
      ? questions * (1 + seeds) * answers * more
      : bought.answers * bought.perAnswer);
  return {
    costUsd: bought.answers * answer.usd + calls * call.usd,
    modelSeconds: bought.answers * answer.seconds + calls * call.seconds,
    trainingSeconds: thing === 'seeds' ? more * trainingSeconds : 0,
  };
}

function sentenceOf(options: readonly Option[], margin: number): string {
  const target = `narrow the interval to ±${decimal(margin)}`;
  const possible = options.filter(({ more }) => more !== null).sort(byCost);
  const futile = options.filter(({ more }) => more === null).map(({ buy }) => buy);
  const useless =
    futile.length === 0 ? '' : `; more ${futile.join(' or ')} alone would not, however many`;
  const [cheapest, ...others] = possible;
  if (cheapest === undefined) return `No one thing would ${target}${useless}.`;
  const rest = others.map((own) => `${amountOf(own)}${priceText(own)}`).join(' or ');
  const instead = rest === '' ? '' : `; so would ${rest}`;
  return `About ${amountOf(cheapest)}${priceText(cheapest)} would ${target}${instead}${useless}.`;
}

/** Dollars first; where no dollars were paid, seconds of models and of training. */
function byCost(a: Option, b: Option): number {
  const secondsOf = (own: Option): number => (own.modelSeconds ?? 0) + (own.trainingSeconds ?? 0);
  return (a.costUsd ?? 0) - (b.costUsd ?? 0) || secondsOf(a) - secondsOf(b);
}

function amountOf({ buy, more }: Option): string {
  const [head = '', ...tail] = counted(more ?? 0, NOUN[buy].split(' ')[0] ?? '').split(' ');
  const after = NOUN[buy].split(' ').slice(1);
  return [head, 'more', ...tail, ...after].join(' ');
}

function priceText(option: Option): string {
  const { costUsd, modelSeconds, trainingSeconds } = {
    costUsd: option.costUsd ?? 0,
    modelSeconds: option.modelSeconds ?? 0,
    trainingSeconds: option.trainingSeconds ?? 0,
  };
  const ofModels = modelSeconds > 0 ? `${duration(modelSeconds)} of the models` : '';
  const parts = [
    costUsd > 0 ? `US$ ${costUsd.toFixed(2)}` : ofModels,
    trainingSeconds > 0 ? `${duration(trainingSeconds)} of training` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(' and ')})`;
}
