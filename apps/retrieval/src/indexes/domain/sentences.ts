import type { TokenCounter } from './token-counter.js';

/** A run of one paragraph that is kept whole: a sentence, or a piece of one that is too long. */
export interface Span {
  readonly paragraph: number;
  /** Offsets into the paragraph, UTF-16 code units; `end` is excluded, spaces around it too. */
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  /** Whether it is a piece of a sentence. */
  readonly isPiece: boolean;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a paragraph in order; one with more than `mostTokens` comes in pieces, cut
 * between words, or inside a word that is too long by itself.
 */
export function sentencesOf(
  paragraph: { readonly index: number; readonly text: string },
  counter: TokenCounter,
  mostTokens: number,
): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of segmenter.segment(paragraph.text)) {
    const start = index + (segment.length - segment.trimStart().length);
    const text = segment.trim();
    if (text === '') continue;
    const sentence = { paragraph: paragraph.index, start, end: start + text.length };
    const tokens = counter.count(text);
    if (tokens <= mostTokens) spans.push({ ...sentence, tokens, isPiece: false });
    else spans.push(...piecesOf(sentence, text, (part) => counter.count(part), mostTokens));
  }
  return spans;
}

type Place = Pick<Span, 'paragraph' | 'start' | 'end'>;

function piecesOf(
  sentence: Place,
  text: string,
  count: (text: string) => number,
  mostTokens: number,
): Span[] {
  const pieces: Span[] = [];
  let open: Span | undefined;
  for (const word of wordsWithin(text, count, mostTokens)) {
    const at = { start: sentence.start + word.start, end: sentence.start + word.end };
    if (open && open.tokens + word.tokens <= mostTokens) {
      open = { ...open, end: at.end, tokens: open.tokens + word.tokens };
      continue;
    }
    if (open) pieces.push(open);
    open = { paragraph: sentence.paragraph, ...at, tokens: word.tokens, isPiece: true };
  }
  return open ? [...pieces, open] : pieces;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
}

function wordsWithin(text: string, count: (text: string) => number, mostTokens: number): Word[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ index, 0: word }) =>
    halvesWithin(index, word, count, mostTokens),
  );
}

function halvesWithin(
  start: number,
  word: string,
  count: (text: string) => number,
  mostTokens: number,
): Word[] {
  const tokens = count(word);
  if (tokens <= mostTokens || word.length < 2) {
    return [{ start, end: start + word.length, tokens }];
  }
  const middle = codePointBorder(word, Math.floor(word.length / 2));
  return [
    ...halvesWithin(start, word.slice(0, middle), count, mostTokens),
    ...halvesWithin(start + middle, word.slice(middle), count, mostTokens),
  ];
}

// Never between the two halves of a surrogate pair.
function codePointBorder(text: string, index: number): number {
  const isLowSurrogate = (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  return isLowSurrogate ? Math.max(index + 1, 1) : index;
}
