import { chunksOf } from '@equipoise/kernel';

/**
 * Tokens that are evaluated together.
 *
 * How tokens are cut into batches changes the last bits of the logits (other matrix kernels run), and
 * with them, now and then, a greedy choice. So the cut follows from the prompt alone: it begins anew
 * with every message and comes after every 64 tokens; and only whole chunks are reused from the prompt
 * before. A call then gives the same bits whatever ran before it or runs beside it. On a CPU with
 * AVX-512 chunks of 64 are as fast as 512 (101 and 107 tokens per CPU-second; 32: 80), and the context
 * needs 52 MB of buffers instead of 327.
 */
export const CHUNK_TOKENS = 64;

/** A prompt as it is evaluated; chunks are not empty. */
export interface Prompt<Token> {
  readonly chunks: readonly (readonly Token[])[];
  readonly tokens: number;
}

/** @param messages the tokens of each message */
export function toPrompt<Token>(messages: readonly (readonly Token[])[]): Prompt<Token> {
  const chunks = messages.flatMap((tokens) => chunksOf(tokens, CHUNK_TOKENS));
  return { chunks, tokens: messages.reduce((sum, { length }) => sum + length, 0) };
}

/** How many leading chunks two prompts have in common. */
export function sharedChunks<Token>(
  a: readonly (readonly Token[])[],
  b: readonly (readonly Token[])[],
): number {
  const differing = a.findIndex((chunk, i) => !isSameChunk(chunk, b[i]));
  return differing === -1 ? a.length : differing;
}

function isSameChunk<Token>(a: readonly Token[], b: readonly Token[] | undefined): boolean {
  return a.length === b?.length && a.every((token, i) => token === b[i]);
}
