import { type AnswersRequested, ragMessages } from '@equipoise/contracts';
import type { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  type BatchItem,
  GenerateBatch,
  type Outcome,
  storableText,
} from '../../generations/index.js';
import {
  type Answer,
  type AnsweredChunk,
  answerId,
  type QuestionContext,
} from '../domain/answer.js';
import { usageOf } from '../domain/usage.js';
import { ContextReader } from './ports.js';

/** Tries of a chunk before single answers that may yet succeed are recorded as failed. */
const PARTIAL_TRIES = 3;

export interface AnswerChunkCommand {
  readonly experimentId: string;
  readonly request: AnswersRequested;
  /** 1 for the first try of this chunk. */
  readonly attempt: number;
}

/** Gives the questions of a chunk to its model. What an earlier try bought is not bought again. */
@Injectable()
export class AnswerChunk {
  constructor(
    private readonly contexts: ContextReader,
    private readonly batches: GenerateBatch,
  ) {}

  /**
   * Answers and failures alike are results, as long as anything can be answered.
   *
   * @throws DomainError the failure of an item, when no item was answered, or when the chunk should
   *   be tried again because a failure may pass
   */
  async execute(command: AnswerChunkCommand, signal: AbortSignal): Promise<AnsweredChunk> {
    const { experimentId, request, attempt } = command;
    const contexts = await this.contexts.read(request, signal);
    const outcomes: Outcome[] = [];
    const batch = this.batches.execute(
      {
        model: request.model,
        purpose: 'answer',
        experimentId,
        boughtFor: request.chunkId,
        items: contexts.map((context) => toItem(context, request)),
      },
      signal,
    );
    for await (const some of batch) outcomes.push(...some);
    throwIfHopeless(outcomes, attempt);
    return {
      answers: toAnswers(outcomes, contexts, command),
      usage: usageOf(outcomes, request.chunkId),
    };
  }
}

function toItem(
  { questionId, text, passages }: QuestionContext,
  request: AnswersRequested,
): BatchItem {
  const { temperature, topP, maxTokens, samples } = request;
  return {
    itemId: questionId,
    messages: ragMessages(text, passages),
    prefill: '',
    decoding: { temperature, topP, maxTokens, seed: undefined, stop: [] },
    repeats: samples,
    scoreTokens: [],
  };
}

function throwIfHopeless(outcomes: readonly Outcome[], attempt: number): void {
  const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
  const passing = errors.find((error) => error.retryable);
  if (passing && (attempt < PARTIAL_TRIES || errors.length === outcomes.length)) throw passing;
  if (errors.length === outcomes.length) throw errors[0] as DomainError;
}

function toAnswers(
  outcomes: readonly Outcome[],
  contexts: readonly QuestionContext[],
  { experimentId, request }: AnswerChunkCommand,
): Answer[] {
  const passagesOf = new Map(contexts.map(({ questionId, passages }) => [questionId, passages]));
  return outcomes.map((outcome) => {
    const place = {
      experimentId,
      cellId: request.cellId,
      questionId: outcome.itemId,
      sample: outcome.repeat,
    };
    return {
      ...place,
      id: answerId(place),
      datasetVersionId: request.datasetVersionId,
      passages: passagesOf.get(outcome.itemId) ?? [],
      outcome:
        'generation' in outcome
          ? { generationId: outcome.generation.id }
          : { failure: storableText(outcome.error.message) },
    };
  });
}
