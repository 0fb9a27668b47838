import type { ChatMessage } from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';
import type { Completion, Decoding } from './completion.js';

/** Why a generation is bought: for the cost ledger. */
export const PURPOSES = ['answer', 'judgement', 'evaluation-steps', 'probe'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One prompt and how often it is to be answered. */
export interface BatchItem {
  /** Unique within the batch. */
  readonly itemId: string;
  readonly messages: readonly ChatMessage[];
  /** Beginning of the assistant's turn; empty for none. */
  readonly prefill: string;
  readonly decoding: Decoding;
  /** Independent samples, 1 to 100. */
  readonly repeats: number;
  /** Strings whose probability as the next token is wanted instead of text; empty for text. */
  readonly scoreTokens: readonly string[];
}

/** One sample of one model, kept for ever under its content key. */
export interface Generation extends Completion {
  /** Content key, 64 hexadecimal digits. */
  readonly id: string;
  readonly modelFingerprint: string;
  /** By the prices registered when it was bought; 0 for local models. */
  readonly costUsd: number;
  readonly purpose: Purpose;
  /** UUID of the experiment that bought it. */
  readonly experimentId: string | undefined;
  /** Name of the piece of work that bought it, e.g. a chunk's id; empty for none. */
  readonly boughtFor: string;
}

/**
 * Name of the sample by all that can change it.
 *
 * @param repeat 0-based index among the independent samples of one prompt
 */
export function generationKey(fingerprint: string, item: BatchItem, repeat: number): string {
  const { messages, prefill, decoding, scoreTokens } = item;
  return contentKey({ fingerprint, messages, prefill, decoding, scoreTokens, repeat });
}

/** US dollars for the tokens of one completion. */
export function costOf(
  tokens: { readonly promptTokens: number; readonly completionTokens: number },
  prices: { readonly inputUsdPerMillion: number; readonly outputUsdPerMillion: number },
): number {
  const input = tokens.promptTokens * prices.inputUsdPerMillion;
  const output = tokens.completionTokens * prices.outputUsdPerMillion;
  return (input + output) / 1_000_000;
}

/** The text as PostgreSQL can hold it: it has no NUL and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
