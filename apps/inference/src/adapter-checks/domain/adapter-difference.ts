import type { AdapterCheck } from '@equipoise/contracts';

/** What a model gave to one prompt. */
export interface ProbeOutput {
  readonly text: string;
  readonly tokenProbabilities: readonly { readonly token: string; readonly probability: number }[];
}

/** One prompt, asked of the base and of the tuned model. */
export interface ProbePair {
  readonly base: ProbeOutput;
  /** Of the base, asked once more; undefined where it gives the same every time. */
  readonly again: ProbeOutput | undefined;
  readonly tuned: ProbeOutput;
}

/** Least change of a probability, as a share of it, that no rounding explains. */
const LEAST_CHANGE = 1e-3;

/** How much further than from itself the tuned model must be from the base. */
const BEYOND_REPEAT = 2;

/**
 * Compares probabilities of the same tokens as the next one. A prompt has changed when the largest
 * change of a token's probability, relative to the larger of the two, exceeds a thousandth and twice
 * the largest change between two calls to the base.
 *
 * @param pairs at least one
 * @returns undefined when no token of any prompt has a probability above 0: nothing can be compared
 */
export function differenceOfProbabilities(pairs: readonly ProbePair[]): AdapterCheck | undefined {
  const outputs = pairs.flatMap(({ base, tuned }) => [base, tuned]);
  if (!outputs.some((output) => output.tokenProbabilities.some((own) => own.probability > 0))) {
    return undefined;
  }
  const changes = pairs.map(({ base, tuned }) => largestChange(base, tuned));
  const repeats = pairs.map(({ base, again }) => (again ? largestChange(base, again) : 0));
  const largestRepeat = Math.max(...repeats);
  const threshold = Math.max(LEAST_CHANGE, BEYOND_REPEAT * largestRepeat);
  const changed = changes.filter((change) => change > threshold).length;
  return {
    status: statusOf(changed, threshold < 1),
    method: 'token-probability',
    probes: pairs.length,
    changed,
    largestChange: Math.max(...changes),
    largestRepeat,
  };
}

/**
 * Compares greedy texts. A prompt has changed when the tuned model answers otherwise and the base gave
 * one answer twice; where it gave two, nothing is learnt.
 *
 * @param pairs at least one
 */
export function differenceOfTexts(pairs: readonly ProbePair[]): AdapterCheck {
  const steady = pairs.filter(({ base, again }) => again === undefined || again.text === base.text);
  const changed = steady.filter(({ base, tuned }) => base.text !== tuned.text).length;
  return {
    status: statusOf(changed, steady.length > 0),
    method: 'text',
    probes: pairs.length,
    changed,
    largestChange: null,
    largestRepeat: null,
  };
}

function statusOf(changed: number, couldBeSeen: boolean): AdapterCheck['status'] {
  if (changed > 0) return 'active';
  return couldBeSeen ? 'inactive' : 'unclear';
}

/** In [0, 1]: 1 where one of the two gives a token no probability that the other gives some. */
function largestChange(a: ProbeOutput, b: ProbeOutput): number {
  const changes = a.tokenProbabilities.map(({ probability }, i) => {
    const other = b.tokenProbabilities[i]?.probability ?? 0;
    const larger = Math.max(probability, other);
    return larger === 0 ? 0 : Math.abs(probability - other) / larger;
  });
  return Math.max(0, ...changes);
}
