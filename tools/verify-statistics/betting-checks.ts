import {
  bettingEvidence,
  type BettingSequence,
  bernsteinLowerBounds,
  extendBettingSequence,
  hoeffdingLowerBounds,
  startBettingSequence,
} from '@equipoise/statistics';
import { named } from './answers.js';
import { UnusableVectorError, type VectorInputs } from './vector-inputs.js';

const LEVEL = ['alpha', 'level'];
const VALUES = ['x', 'values', 'data', 'observations'];

/** Bounds and capital of the hedged betting sequence at the times asked for, or at every time. */
export function hedgedBetting(inputs: VectorInputs): unknown {
  const sequences = sequencesAt(inputs);
  const bounds = sequences.map((sequence) => onGrid(sequence.interval, inputs));
  const nulls = [...hundredths(), ...(inputs.has('m', 'null') ? [inputs.number('m', 'null')] : [])];
  const capitals = nulls.map((m) => [
    `capital_at_m_${m}`,
    sequences.map((sequence) => Math.exp(bettingEvidence(sequence, m).logEqual)),
  ]);
  const lower = bounds.map((bound) => bound.lower);
  const upper = bounds.map((bound) => bound.upper);
  const m = nulls.at(-1) as number;
  const atNull = sequences.map((sequence) => Math.exp(bettingEvidence(sequence, m).logEqual));
  return {
    ...Object.fromEntries(capitals),
    ...named(lower, 'lower', 'l'),
    ...named(upper, 'upper', 'u'),
    ...named(atNull, 'capital', 'e_value'),
  };
}

/** Three lower bounds on the same values, after the last one or at the times asked for. */
export function lowerBounds(inputs: VectorInputs): unknown {
  const values = inputs.numbers(...VALUES);
  // each side of a two-sided interval has half of the error
  const alpha = inputs.numberOr(0.05, ...LEVEL) / 2;
  const times = timesOf(inputs, values.length);
  const shown = (bounds: readonly number[]): unknown =>
    inputs.has(...TIMES) ? bounds : bounds.at(-1);
  const at = (bounds: readonly number[]): unknown => shown(times.map((t) => bounds[t - 1] ?? NaN));
  const betting = sequencesAt(inputs).map(({ interval }) => onGrid(interval, inputs).lower);
  const answers = {
    ...named(shown(betting), 'betting', 'hedged', 'hedged_betting'),
    ...named(at(hoeffdingLowerBounds({ values, alpha }).each), 'hoeffding', 'predmix_hoeffding'),
    ...named(
      at(bernsteinLowerBounds({ values, alpha }).each),
      ...['empirical_bernstein', 'empbern', 'predmix_empbern', 'bernstein', 'eb'],
    ),
  };
  const withSide = Object.entries(answers).flatMap(([name, value]) =>
    Object.entries(named(value, name, `lower_${name}`, `${name}_lower`)),
  );
  return { ...Object.fromEntries(withSide), lower: answers };
}

const TIMES = ['report_at_t', 'report_at', 't', 'times'];

function sequencesAt(inputs: VectorInputs): BettingSequence[] {
  if (inputs.numberOr(0.5, 'theta') !== 0.5) {
    throw new UnusableVectorError('theta is not 1/2: the two sides always share the money');
  }
  const values = inputs.numbers(...VALUES);
  const truncation = inputs.numberOr(0.5, 'trunc_scale', 'truncation', 'trunc', 'c');
  const alpha = inputs.numberOr(0.05, ...LEVEL);
  const set = inputs.has('N', 'n_population') ? inputs.number('N', 'n_population') : undefined;
  const population = set === undefined ? {} : { populationSize: set };
  let sequence = startBettingSequence({ alpha, truncation, ...population });
  const sequences = values.map((value) => {
    sequence = extendBettingSequence(sequence, [{ value, size: 1 }]);
    return sequence;
  });
  return timesOf(inputs, values.length).map((t) => sequences[t - 1] as BettingSequence);
}

function timesOf(inputs: VectorInputs, count: number): number[] {
  if (inputs.has(...TIMES)) return inputs.numberOrNumbers(...TIMES);
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** The bounds as a search over a grid gives them: the last point outside, on either side. */
function onGrid(
  { lower, upper }: { lower: number; upper: number },
  inputs: VectorInputs,
): { lower: number; upper: number } {
  if (!inputs.has('breaks', 'grid')) return { lower, upper };
  const breaks = inputs.number('breaks', 'grid');
  const inner = 1e-9;
  return {
    lower: Math.max(0, (Math.ceil(lower * breaks - inner) - 1) / breaks),
    upper: Math.min(1, (Math.floor(upper * breaks + inner) + 1) / breaks),
  };
}

function hundredths(): number[] {
  return Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
}
