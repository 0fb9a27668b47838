import type { Chunk, SourceDocument } from './chunk.js';
import type { ChunkerSettings } from './chunker-settings.js';
import { sentencesOf, type Span } from './sentences.js';
import type { TokenCounter } from './token-counter.js';

/**
 * Cuts a document into chunks of at most `chunkTokens` on sentence borders.
 *
 * Paragraphs are kept whole and packed together while they fit; only one that is longer than a chunk
 * is divided between its sentences, and only a sentence that is longer than a chunk between its
 * words (`cutsSentence`). Each chunk after the first begins with the last whole sentences of the one
 * before, as many as fit in `overlapTokens` and beside the new text.
 *
 * @param settings as `checkChunkerSettings` accepts them
 * @returns in reading order; empty when the document has no text; every sentence is in some chunk
 */
export function chunkDocument(
  document: SourceDocument,
  settings: ChunkerSettings,
  counter: TokenCounter,
): Chunk[] {
  const packed: Span[][] = [];
  let open: Span[] = [];
  for (const unit of unitsOf(document, settings.chunkTokens, counter)) {
    if (open.length > 0 && tokensOf(open) + tokensOf(unit) > settings.chunkTokens) {
      packed.push(open);
      const room = settings.chunkTokens - tokensOf(unit);
      open = overlapOf(open, Math.min(settings.overlapTokens, room));
    }
    open = [...open, ...unit];
  }
  if (open.length > 0) packed.push(open);
  return packed.map((spans, ordinal) => toChunk(document, spans, ordinal));
}

/** What is packed as one: a paragraph, or each sentence of a paragraph too long for a chunk. */
function unitsOf(document: SourceDocument, chunkTokens: number, counter: TokenCounter): Span[][] {
  return document.paragraphs.flatMap((text, index) => {
    const sentences = sentencesOf({ index, text }, counter, chunkTokens);
    if (sentences.length === 0) return [];
    return tokensOf(sentences) <= chunkTokens ? [sentences] : sentences.map((one) => [one]);
  });
}

/** The last whole sentences with at most `mostTokens` together. */
function overlapOf(spans: readonly Span[], mostTokens: number): Span[] {
  let from = spans.length;
  let left = mostTokens;
  for (const span of spans.toReversed()) {
    if (span.isPiece || span.tokens > left) break;
    left -= span.tokens;
    from -= 1;
  }
  return spans.slice(from);
}

function toChunk(document: SourceDocument, spans: readonly Span[], ordinal: number): Chunk {
  const runs = [...Map.groupBy(spans, (span) => span.paragraph)];
  const texts = runs.map(([paragraph, of]) =>
    (document.paragraphs[paragraph] ?? '').slice(of[0]?.start, of.at(-1)?.end),
  );
  return {
    documentId: document.documentId,
    title: document.title,
    text: texts.join('\n\n'),
    ordinal,
    firstParagraph: spans[0]?.paragraph ?? 0,
    lastParagraph: spans.at(-1)?.paragraph ?? 0,
    tokens: tokensOf(spans),
    cutsSentence: spans.some((span) => span.isPiece),
  };
}

function tokensOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.tokens, 0);
}
