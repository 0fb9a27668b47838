import { randomInt } from 'node:crypto';
import type { Token } from 'node-llama-cpp';
import type { Completion, Decoding } from '../../generations/index.js';
import type { Prompt } from '../domain/prompt-chunks.js';
import { cutAtStop } from '../domain/stop-text.js';
import type { Lane } from './lane.js';
import type { LoadedModel } from './loaded-model.js';

export interface TextRequest {
  readonly prompt: Prompt<Token>;
  readonly decoding: Decoding;
  readonly signal: AbortSignal;
}

/** What comes out of a model run; the rest of a completion is known to the caller. */
export type Drawn = Pick<
  Completion,
  'text' | 'finishReason' | 'completionTokens' | 'tokenProbabilities' | 'leakedMass'
>;

/**
 * Draws one text. `completionTokens` counts every token drawn, the one that ends the turn included.
 *
 * @throws the signal's reason, between two tokens
 */
export async function generateText(
  model: LoadedModel,
  lane: Lane,
  { prompt, decoding, signal }: TextRequest,
): Promise<Drawn> {
  const { sequence, last } = await lane.advance(prompt, signal);
  const drawn: Token[] = [];
  for await (const token of sequence.evaluate(last, samplerOptions(decoding))) {
    signal.throwIfAborted();
    if (model.isEnd(token)) return toDrawn(model.text(drawn), 'stop', drawn.length + 1);
    drawn.push(token);
    const cut = decoding.stop.length > 0 ? cutAtStop(model.text(drawn), decoding.stop) : undefined;
    if (cut !== undefined) return toDrawn(cut, 'stop', drawn.length);
    if (drawn.length >= decoding.maxTokens) break;
  }
  return toDrawn(model.text(drawn), 'length', drawn.length);
}

/** Every value is given: node-llama-cpp's own defaults would cut the distribution. */
function samplerOptions({ temperature, topP, seed }: Decoding): {
  temperature: number;
  topP: number;
  topK: number;
  minP: number;
  seed: number;
  yieldEogToken: boolean;
} {
  const chosen = seed ?? randomInt(UINT32);
  return { temperature, topP, topK: 0, minP: 0, seed: chosen % UINT32, yieldEogToken: true };
}

/** llama.cpp takes 32-bit seeds. */
const UINT32 = 2 ** 32;

function toDrawn(text: string, finishReason: 'stop' | 'length', completionTokens: number): Drawn {
  return { text, finishReason, completionTokens, tokenProbabilities: [], leakedMass: 0 };
}
