import { Injectable } from '@nestjs/common';
import { DatasetReader, type Question } from '../../datasets/index.js';
import { IndexOfOtherDatasetError } from '../domain/indexes.errors.js';
import type { QuestionContext } from '../domain/passage.js';
import { OracleContexts } from './oracle-contexts.js';
import { IndexRepository, type SearchOptions } from './ports.js';
import { readyIndex } from './ready-index.js';
import { RetrieveContexts } from './retrieve-contexts.js';

/** How the questions are to be given their text. */
export type ContextKind =
  | { readonly context: 'closed-book' }
  | { readonly context: 'oracle'; readonly topK: number }
  | ({ readonly context: 'retrieved'; readonly indexId: string } & SearchOptions);

export interface GetContextsQuery {
  readonly datasetVersionId: string;
  readonly questionIds: readonly string[];
  readonly kind: ContextKind;
}

/** What a model may read for each of some questions. */
@Injectable()
export class GetContexts {
  constructor(
    private readonly datasets: DatasetReader,
    private readonly indexes: IndexRepository,
    private readonly retrieved: RetrieveContexts,
    private readonly oracle: OracleContexts,
  ) {}

  /**
   * @returns in the order asked for
   * @throws DatasetNotFoundError
   * @throws QuestionNotFoundError
   * @throws IndexNotFoundError
   * @throws IndexNotReadyError
   * @throws IndexOfOtherDatasetError
   */
  async execute({
    datasetVersionId,
    questionIds,
    kind,
  }: GetContextsQuery): Promise<QuestionContext[]> {
    const questions = await this.datasets.questions(datasetVersionId, questionIds);
    switch (kind.context) {
      case 'closed-book':
        return questions.map(withoutText);
      case 'oracle':
        return this.oracle.execute(datasetVersionId, questions, kind.topK);
      case 'retrieved': {
        const index = await readyIndex(this.indexes, kind.indexId);
        if (index.datasetVersionId !== datasetVersionId) {
          throw new IndexOfOtherDatasetError(
            kind.indexId,
            index.datasetVersionId,
            datasetVersionId,
          );
        }
        return this.retrieved.execute(kind.indexId, questions, kind);
      }
    }
  }
}

const withoutText = ({ questionId, text }: Question): QuestionContext => ({
  questionId,
  text,
  passages: [],
  metrics: undefined,
});
