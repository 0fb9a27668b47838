import type { retrievalV1 } from '@equipoise/contracts';
import { chunksOf } from '@equipoise/kernel';
import { RetrievalClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { TrainingQuestions } from '../application/ports.js';
import { IncompleteQuestionError, NothingToLearnError } from '../domain/fine-tunes.errors.js';
import type { KnownQuestion } from '../domain/known-questions.js';
import type { TrainingQuestion } from '../domain/training-example.js';

/** Most ids that retrieval takes at once. */
const MAX_IDS = 1_000;
/** Looking through a version the first time takes minutes where it has many documents. */
const CHECK_DEADLINE_MS = 600_000;

/** Asks the retrieval service. */
@Injectable()
export class GrpcTrainingQuestions extends TrainingQuestions {
  constructor(private readonly retrieval: RetrievalClient) {
    super();
  }

  override async ids(datasetVersionId: string, signal: AbortSignal): Promise<string[]> {
    return this.list(datasetVersionId, 'train', signal);
  }

  override async knownTests(
    datasetVersionId: string,
    signal: AbortSignal,
  ): Promise<KnownQuestion[]> {
    const options = { deadlineMs: CHECK_DEADLINE_MS, signal };
    return (await this.retrieval.call('checkContamination', { datasetVersionId }, options))
      .overlaps;
  }

  override async countTests(datasetVersionId: string, signal: AbortSignal): Promise<number> {
    return (await this.list(datasetVersionId, 'test', signal)).length;
  }

  override async load(
    datasetVersionId: string,
    questionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<TrainingQuestion[]> {
    const loaded: TrainingQuestion[] = [];
    for (const ids of chunksOf(questionIds, MAX_IDS)) {
      loaded.push(...(await this.loadChunk(datasetVersionId, ids, signal)));
    }
    return loaded;
  }

  private async list(
    datasetVersionId: string,
    split: 'train' | 'test',
    signal: AbortSignal,
  ): Promise<string[]> {
    const request = { datasetVersionId, split };
    const { questions } = await this.retrieval.call('listQuestions', request, { signal });
    return questions.map(({ questionId }) => questionId);
  }

  private async loadChunk(
    datasetVersionId: string,
    questionIds: string[],
    signal: AbortSignal,
  ): Promise<TrainingQuestion[]> {
    const [{ questions }, { contexts }] = await Promise.all([
      this.retrieval.call('getQuestions', { datasetVersionId, questionIds }, { signal }),
      this.retrieval.call(
        'getContexts',
        { datasetVersionId, context: 'oracle', indexId: '', questionIds, topK: 0, mode: '' },
        { signal },
      ),
    ]);
    const textOf = new Map(questions.map((question) => [question.questionId, question]));
    const contextOf = new Map(contexts.map((context) => [context.questionId, context]));
    return questionIds.map((id) => join(id, textOf.get(id), contextOf.get(id)));
  }
}

function join(
  questionId: string,
  question: retrievalV1.Question | undefined,
  context: retrievalV1.QuestionContext | undefined,
): TrainingQuestion {
  const answer = question?.references[0];
  if (!question) throw new IncompleteQuestionError(questionId, 'text');
  if (answer === undefined) throw new NothingToLearnError(questionId);
  if (!context) throw new IncompleteQuestionError(questionId, 'evidence');
  return {
    questionId,
    text: question.text,
    answer,
    evidence: context.passages.map(({ title, text }) => ({ title, text })),
  };
}
