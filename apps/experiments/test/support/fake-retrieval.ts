import {
  type EventEnvelope,
  indexReady,
  indexRequested,
  type retrievalV1,
} from '@equipoise/contracts';
import { contentKey } from '@equipoise/kernel';
import { GrpcErrorFilter, OnEvent, EventPublisher } from '@equipoise/platform';
import { Controller, Injectable, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { UnknownError, versionOf, World } from './world.js';

const INDEX_ID = contentKey('index');

@Controller()
@UseFilters(GrpcErrorFilter)
export class FakeRetrieval implements Partial<retrievalV1.RetrievalServiceController> {
  constructor(private readonly world: World) {}

  @GrpcMethod('RetrievalService')
  getDataset({ ref }: retrievalV1.GetDatasetRequest): retrievalV1.GetDatasetResponse {
    const name = ref.replace(/@v1$/, '');
    const dataset = this.world.datasets.get(name);
    if (!dataset) throw new UnknownError(`there is no dataset "${ref}"`);
    return {
      dataset: {
        name,
        version: 1,
        versionId: versionOf(name),
        trainQuestions: dataset.train,
      } as retrievalV1.Dataset,
    };
  }

  @GrpcMethod('RetrievalService')
  listQuestions(request: retrievalV1.ListQuestionsRequest): retrievalV1.ListQuestionsResponse {
    const questions = this.questionsOf(request.datasetVersionId);
    return { questions: questions.map(({ questionId, cluster }) => ({ questionId, cluster })) };
  }

  @GrpcMethod('RetrievalService')
  getQuestions(request: retrievalV1.GetQuestionsRequest): retrievalV1.GetQuestionsResponse {
    const wanted = new Set(request.questionIds);
    return {
      questions: this.questionsOf(request.datasetVersionId).filter(({ questionId }) =>
        wanted.has(questionId),
      ),
    };
  }

  @GrpcMethod('RetrievalService')
  checkContamination(): retrievalV1.CheckContaminationResponse {
    return { overlaps: this.world.overlaps };
  }

  @GrpcMethod('RetrievalService')
  getContexts(request: retrievalV1.GetContextsRequest): retrievalV1.GetContextsResponse {
    const metrics = { recall: 1, ndcg: 0.5, reciprocalRank: 0.5, hit: 1, k: request.topK };
    return {
      contexts: request.questionIds.map((questionId) => ({
        questionId,
        text: '',
        passages: [],
        metrics,
      })),
    };
  }

  private questionsOf(versionId: string): retrievalV1.Question[] {
    const found = [...this.world.datasets].find(([name]) => versionOf(name) === versionId);
    const { questions = [], hasReferences = true } = found?.[1] ?? {};
    return questions.map((questionId) => ({
      questionId,
      cluster: `document ${questionId.slice(1, -1)}`,
      split: 'test',
      text: `what is ${questionId}?`,
      type: 'factoid',
      references: hasReferences ? [`the answer to ${questionId}`] : [],
      documentIds: [],
      evidence: [],
    }));
  }
}

@Injectable()
export class FakeIndexing {
  constructor(private readonly events: EventPublisher) {}

  @OnEvent(indexRequested)
  async onIndexRequested({
    experimentId,
    payload,
  }: EventEnvelope<{ datasetVersionId: string }>): Promise<void> {
    const { datasetVersionId } = payload;
    const ready = { indexId: INDEX_ID, datasetVersionId, chunks: 12, embedder: 'fake' };
    await this.events.publish(indexReady, experimentId, ready);
  }
}
