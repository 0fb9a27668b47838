import type { ChatMessage, inferenceV1 } from '@equipoise/contracts';
import type { Outcome } from '../application/batch-run.js';
import type { GenerateBatchCommand } from '../application/generate-batch.js';
import { InvalidBatchError } from '../domain/batch-rules.js';
import { type BatchItem, type Generation, type Purpose, PURPOSES } from '../domain/generation.js';

/** @throws InvalidBatchError when the purpose or the decoding of an item is missing */
export function toCommand(request: inferenceV1.GenerateRequest): GenerateBatchCommand {
  return {
    model: request.model,
    purpose: toPurpose(request.purpose),
    experimentId: request.experimentId || undefined,
    boughtFor: '',
    items: request.items.map(toItem),
  };
}

export function toResult(outcome: Outcome): inferenceV1.GenerationResult {
  const { itemId, repeat } = outcome;
  if ('generation' in outcome) {
    return { itemId, repeat, generation: toMessage(outcome.generation, outcome.reused) };
  }
  const { code, message, retryable } = outcome.error;
  return { itemId, repeat, error: { code, message, retryable, attempts: outcome.attempts } };
}

function toPurpose(purpose: string): Purpose {
  const known = PURPOSES.find((name) => name === purpose);
  if (known) return known;
  const message = `"${purpose}" is none of ${PURPOSES.join(', ')}`;
  throw new InvalidBatchError([{ path: 'purpose', message }]);
}

function toItem(item: inferenceV1.GenerationItem, index: number): BatchItem {
  const { decoding } = item;
  if (!decoding) {
    throw new InvalidBatchError([{ path: `items[${index}].decoding`, message: 'is missing' }]);
  }
  return {
    itemId: item.itemId,
    // The rules of the batch check the role.
    messages: item.messages as ChatMessage[],
    prefill: item.prefill,
    decoding: {
      temperature: decoding.temperature,
      topP: decoding.topP || 1,
      maxTokens: decoding.maxTokens,
      seed: decoding.seed,
      stop: decoding.stop,
    },
    repeats: item.repeats || 1,
    scoreTokens: item.scoreTokens,
  };
}

function toMessage(generation: Generation, reused: boolean): inferenceV1.Generation {
  return {
    generationId: generation.id,
    text: generation.text,
    finishReason: generation.finishReason,
    promptTokens: generation.promptTokens,
    completionTokens: generation.completionTokens,
    latencyMs: generation.latencyMs,
    costUsd: generation.costUsd,
    attempts: generation.attempts,
    reused,
    modelFingerprint: generation.modelFingerprint,
    tokenProbabilities: [...generation.tokenProbabilities],
    leakedMass: generation.leakedMass,
  };
}
