import type { ControlledEvaluateInputItem, Token } from 'node-llama-cpp';
import { nextTokenProbabilities } from '../domain/next-token-probabilities.js';
import type { Prompt } from '../domain/prompt-chunks.js';
import type { Drawn } from './generate-text.js';
import type { Lane } from './lane.js';

export interface ScoreRequest {
  readonly prompt: Prompt<Token>;
  readonly wanted: readonly { readonly text: string; readonly token: Token }[];
  readonly signal: AbortSignal;
}

/** Reads the probabilities of some tokens as the next one; draws none. */
export async function scoreTokens(
  lane: Lane,
  { prompt, wanted, signal }: ScoreRequest,
): Promise<Drawn> {
  const { sequence, last } = await lane.advance(prompt, signal);
  const tokens = wanted.map(({ token }) => token);
  const output = await sequence.controlledEvaluate(
    last.map((token, i): ControlledEvaluateInputItem => {
      if (i < last.length - 1) return token;
      const logits = { filter: { tokens, includeMax: true } };
      return [token, { generateNext: { logits, totalLogitWeight: true } }];
    }),
  );
  const { logits, totalLogitWeight } = output[last.length - 1]?.next ?? {};
  if (logits === undefined || totalLogitWeight === undefined) {
    throw new Error('llama.cpp gave no logits');
  }
  return {
    text: '',
    finishReason: 'probabilities',
    completionTokens: 0,
    ...nextTokenProbabilities(wanted, { logits, totalWeight: totalLogitWeight }),
  };
}
