import type { AnswersReady } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { answerMetrics, NO_ANSWER } from '../domain/answer-metrics.js';
import type { Chunk } from '../domain/chunk.js';
import type { AnswerFact, RetrievalQuality } from '../domain/facts.js';
import { AnswerSource, QuestionSource } from './ports/sources.js';
import { type ChunkSource, ChunkStore, ExperimentStore } from './ports/stores.js';

/** Measures the answers of a chunk: words, overlap with the references, quality of what was read. */
@Injectable()
export class DescribeAnswers {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly experiments: ExperimentStore,
    private readonly answers: AnswerSource,
    private readonly questions: QuestionSource,
  ) {}

  async execute(chunk: Chunk, answers: AnswersReady['answers']): Promise<AnswerFact[]> {
    const source = await this.chunks.sourceOf(chunk.id);
    const given = answers.filter(({ status }) => status === 'answered');
    const [texts, questions, quality] = await Promise.all([
      this.answers.texts(given.map(({ answerId }) => answerId)),
      this.questions.questions(source.datasetVersionId, chunk.questionIds),
      this.qualityOf(chunk, source),
    ]);
    return answers.map(({ answerId, questionId, sample, status, failure }) => {
      const question = questions.get(questionId);
      const answer = texts.get(answerId);
      const metrics =
        answer && question ? answerMetrics(answer.text, question.references) : NO_ANSWER;
      return {
        answerId,
        questionId,
        questionRank: chunk.firstRank + chunk.questionIds.indexOf(questionId),
        cluster: question?.cluster ?? '',
        sample,
        status,
        failure: failure ?? '',
        ...metrics,
        modelFingerprint: answer?.modelFingerprint ?? '',
        retrieval: quality.get(questionId) ?? null,
      };
    });
  }

  private async qualityOf(
    { experimentId, questionIds }: Chunk,
    { context, indexId, datasetVersionId }: ChunkSource,
  ): Promise<Map<string, RetrievalQuality>> {
    const experiment = await this.experiments.find(experimentId);
    if (context !== 'retrieved' || indexId === null || !experiment) return new Map();
    const { topK, mode } = experiment.settings.retrieval;
    return this.questions.quality({ datasetVersionId, indexId, questionIds, topK, mode });
  }
}
