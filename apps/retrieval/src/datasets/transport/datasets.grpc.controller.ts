import type { retrievalV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { DatasetReader } from '../application/dataset-reader.js';
import { FindDataset } from '../application/find-dataset.js';
import { ListDatasets } from '../application/list-datasets.js';
import { ListQuestions } from '../application/list-questions.js';
import { InvalidDatasetRequestError } from '../domain/datasets.errors.js';
import {
  fromCursor,
  toCursor,
  toDatasetMessage,
  toQuestionMessage,
  toSplit,
} from './dataset-messages.js';

const SERVICE = 'RetrievalService';
const MAX_QUESTIONS = 1_000;

/** Questions about what was imported. The service's other methods belong to the indexes. */
@Controller()
@UseFilters(GrpcErrorFilter)
export class DatasetsGrpcController implements Pick<
  retrievalV1.RetrievalServiceController,
  'getDataset' | 'listDatasets' | 'listQuestions' | 'getQuestions'
> {
  constructor(
    private readonly find: FindDataset,
    private readonly datasets: ListDatasets,
    private readonly questions: ListQuestions,
    private readonly reader: DatasetReader,
  ) {}

  @GrpcMethod(SERVICE, 'getDataset')
  async getDataset({
    ref,
  }: retrievalV1.GetDatasetRequest): Promise<retrievalV1.GetDatasetResponse> {
    return { dataset: toDatasetMessage(await this.find.execute(ref)) };
  }

  @GrpcMethod(SERVICE, 'listDatasets')
  async listDatasets({
    limit,
    cursor,
  }: retrievalV1.ListDatasetsRequest): Promise<retrievalV1.ListDatasetsResponse> {
    const { versions, next } = await this.datasets.execute(limit, fromCursor(cursor));
    return { datasets: versions.map(toDatasetMessage), nextCursor: next ? toCursor(next) : '' };
  }

  @GrpcMethod(SERVICE, 'listQuestions')
  async listQuestions({
    datasetVersionId,
    split,
  }: retrievalV1.ListQuestionsRequest): Promise<retrievalV1.ListQuestionsResponse> {
    return { questions: await this.questions.execute(datasetVersionId, toSplit(split)) };
  }

  @GrpcMethod(SERVICE, 'getQuestions')
  async getQuestions({
    datasetVersionId,
    questionIds,
  }: retrievalV1.GetQuestionsRequest): Promise<retrievalV1.GetQuestionsResponse> {
    if (questionIds.length > MAX_QUESTIONS) {
      const message = `${questionIds.length} ids are too many: ask for at most ${MAX_QUESTIONS}`;
      throw new InvalidDatasetRequestError('question_ids', message);
    }
    const questions = await this.reader.questions(datasetVersionId, questionIds);
    return { questions: questions.map(toQuestionMessage) };
  }
}
