import { overlapWords } from './overlap-words.js';
import { requireWhole } from './require-whole.js';

export interface RemoveOverlapOptions {
  /** Words of each of the `ngrams`, >= 1. */
  readonly n: number;
  /** Characters that go on either side of a shared n-gram, >= 1; default 200. */
  readonly window?: number;
  /** Shorter pieces, in characters, are dropped, >= 1; default 200. */
  readonly shortestPiece?: number;
  /** A document cut more often than this is dropped whole, >= 1; default 10. */
  readonly mostCuts?: number;
}

/**
 * A training document without what it shares with a test: each shared n-gram goes with the text
 * around it, which leaves pieces.
 *
 * @param ngrams shared n-grams, as `NgramOverlap.shared` gives them
 * @returns what is left, in order; the document itself when nothing is shared
 * @throws InvalidMetricInputError when an option is not a whole number >= 1
 * @source Brown et al. 2020 (arXiv 2005.14165) appendix C
 */
export function removeOverlap(
  document: string,
  ngrams: ReadonlySet<string>,
  options: RemoveOverlapOptions,
): string[] {
  const { n, window = 200, shortestPiece = 200, mostCuts = 10 } = options;
  for (const [name, value] of Object.entries({ n, window, shortestPiece, mostCuts })) {
    requireWhole(name, value);
  }
  const cuts = merged(sharedRanges(document, ngrams, n), window);
  if (cuts.length === 0) return [document];
  if (cuts.length > mostCuts) return [];
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), document.length];
  return starts
    .map((start, i) => document.slice(start, Math.max(start, ends[i] as number)))
    .filter((piece) => piece.length >= shortestPiece);
}

/** Characters from `start` up to before `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the shared n-grams stand. */
function sharedRanges(document: string, ngrams: ReadonlySet<string>, n: number): Range[] {
  const words: (Range & { text: string })[] = [];
  for (const { 0: run, index: start } of document.matchAll(/\S+/g)) {
    const text = overlapWords(run).join('');
    if (text !== '') words.push({ text, start, end: start + run.length });
  }
  const ranges: Range[] = [];
  for (let last = n - 1; last < words.length; last += 1) {
    const run = words.slice(last - n + 1, last + 1);
    if (ngrams.has(run.map(({ text }) => text).join(' '))) {
      ranges.push({ start: (run[0] as Range).start, end: (run[n - 1] as Range).end });
    }
  }
  return ranges;
}

/** The ranges widened by the window, those that then touch made one. */
function merged(ranges: readonly Range[], window: number): Range[] {
  const cuts: Range[] = [];
  for (const range of ranges) {
    const [start, end] = [Math.max(0, range.start - window), range.end + window];
    const before = cuts.at(-1);
    if (before && start <= before.end) cuts[cuts.length - 1] = { start: before.start, end };
    else cuts.push({ start, end });
  }
  return cuts;
}
