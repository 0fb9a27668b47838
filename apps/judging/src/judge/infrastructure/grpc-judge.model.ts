import type { inferenceV1 } from '@equipoise/contracts';
import { InferenceClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { JudgingConfig } from '../../judging.config.js';
import {
  type JudgeBatch,
  type JudgeItem,
  JudgeModel,
  type JudgeReply,
} from '../application/judge-model.js';

/** Asks the judge through inference, the only service that talks to models. */
@Injectable()
export class GrpcJudgeModel extends JudgeModel {
  constructor(
    private readonly inference: InferenceClient,
    private readonly config: JudgingConfig,
  ) {
    super();
  }

  override async fingerprintOf(judge: string, signal: AbortSignal): Promise<string> {
    const { model } = await this.inference.call('getModel', { name: judge }, { signal });
    if (!model) throw new Error(`inference answered without model ${judge}`);
    return model.fingerprint;
  }

  override async *ask(batch: JudgeBatch, signal: AbortSignal): AsyncGenerator<JudgeReply> {
    const replies = this.inference.stream(
      'generate',
      {
        model: batch.judge,
        purpose: batch.purpose,
        experimentId: batch.experimentId,
        items: batch.items.map(toItem),
      },
      { signal, deadlineMs: this.config.JUDGE_DEADLINE_MS },
    );
    for await (const { results } of replies) {
      for (const result of results) {
        const known = toReply(result);
        if (known) yield known;
      }
    }
  }
}

function toItem(item: JudgeItem): inferenceV1.GenerationItem {
  return {
    itemId: item.itemId,
    messages: item.messages.map(({ role, content }) => ({ role, content })),
    prefill: item.prefill,
    decoding: {
      temperature: item.temperature,
      topP: 1,
      maxTokens: item.maxTokens,
      stop: [...item.stop],
    },
    repeats: item.samples,
    scoreTokens: [...item.scoreTokens],
  };
}

function toReply(result: inferenceV1.GenerationResult): JudgeReply | undefined {
  const { itemId, repeat: sample, generation, error } = result;
  if (error) return { kind: 'failure', itemId, sample, ...error };
  if (!generation) return undefined;
  return {
    kind: 'generation',
    itemId,
    sample,
    text: generation.text,
    probabilities: new Map(
      generation.tokenProbabilities.map(({ token, probability }) => [token, probability]),
    ),
    isCut: generation.finishReason === 'length',
    judgeFingerprint: generation.modelFingerprint,
    promptTokens: generation.promptTokens,
    completionTokens: generation.completionTokens,
    latencyMs: generation.latencyMs,
    costUsd: generation.costUsd,
    attempts: generation.attempts,
    isReused: generation.reused,
  };
}
