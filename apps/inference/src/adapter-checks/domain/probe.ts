import { type ChatMessage, ragMessages } from '@equipoise/contracts';
import type { BatchItem } from '../../generations/index.js';

/** A question that base and tuned model are both asked. */
export interface ProbeQuestion {
  readonly questionId: string;
  readonly text: string;
}

/** Tokens whose probabilities are compared. */
const DIGITS = ['1', '2', '3', '4', '5'];

const GREEDY = { temperature: 0, seed: undefined, stop: [] } as const;

/**
 * Asks for a digit, so that the five digits have probability to compare even where an endpoint tells no
 * more than the most probable tokens.
 */
export function probabilityProbe({ questionId, text }: ProbeQuestion): BatchItem {
  const content =
    `Question: ${text}\n\nHow sure are you that you can answer this question? ` +
    'Reply with one digit from 1 (not at all) to 5 (entirely).';
  const messages: ChatMessage[] = [{ role: 'user', content }];
  const decoding = { ...GREEDY, topP: 1, maxTokens: 1 };
  return { itemId: questionId, messages, prefill: '', decoding, repeats: 1, scoreTokens: DIGITS };
}

/** Asks for the answer without passages, word for word as an experiment in that context does. */
export function textProbe(
  { questionId, text }: ProbeQuestion,
  limits: { readonly topP: number; readonly maxTokens: number },
): BatchItem {
  const messages = ragMessages(text, []);
  const decoding = { ...GREEDY, topP: limits.topP, maxTokens: limits.maxTokens };
  return { itemId: questionId, messages, prefill: '', decoding, repeats: 1, scoreTokens: [] };
}
