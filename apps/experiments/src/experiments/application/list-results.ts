import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageSize } from '../domain/cursor.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { type ListedAnswer, type ListedJudgement, ResultReader } from './ports/results.js';
import { AnswerSource, QuestionSource, type QuestionText } from './ports/sources.js';
import { ExperimentStore } from './ports/stores.js';

/** One answer as a person reads it. */
export interface AnswerView extends ListedAnswer {
  readonly question: string;
  readonly references: readonly string[];
  /** Empty when it failed. */
  readonly text: string;
  /** What the model was given to read, best first. */
  readonly passages: readonly string[];
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Empty at the end. */
  readonly nextCursor: string;
}

export interface ListCommand {
  readonly experimentId: string;
  /** 1 to 200; 0 means 50. */
  readonly limit: number;
  readonly cursor: string;
}

@Injectable()
export class ListAnswers {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly results: ResultReader,
    private readonly answers: AnswerSource,
    private readonly questions: QuestionSource,
  ) {}

  /**
   * @param cellId undefined for all cells
   * @throws ExperimentNotFoundError
   * @throws InvalidLimitError
   * @throws InvalidCursorError
   */
  async execute(command: ListCommand, cellId: string | undefined): Promise<Page<AnswerView>> {
    const { experimentId, limit, cursor } = command;
    const size = pageSize(limit);
    const place = decodeCursor(cursor, ['number', 'number', 'number']);
    if (!(await this.experiments.find(experimentId))) {
      throw new ExperimentNotFoundError(experimentId);
    }
    const [questionRank, cellOrdinal, sample] = place ?? [0, 0, 0];
    const after = place && { questionRank, cellOrdinal, sample };
    const found = await this.results.answers(experimentId, { limit: size + 1, after, cellId });
    const listed = found.slice(0, size);
    const last = found.length > size ? listed.at(-1) : undefined;
    return {
      items: await this.withTexts(listed),
      nextCursor: last ? encodeCursor([last.questionRank, last.cellOrdinal, last.sample]) : '',
    };
  }

  private async withTexts(listed: readonly ListedAnswer[]): Promise<AnswerView[]> {
    const [texts, questions] = await Promise.all([
      this.answers.texts(listed.map(({ answerId }) => answerId)),
      this.questionsOf(listed),
    ]);
    return listed.map((answer) => {
      const question = questions.get(`${answer.datasetVersionId} ${answer.questionId}`);
      const given = texts.get(answer.answerId);
      return {
        ...answer,
        question: question?.text ?? '',
        references: question?.references ?? [],
        text: given?.text ?? '',
        passages: given?.passages ?? [],
      };
    });
  }

  private async questionsOf(listed: readonly ListedAnswer[]): Promise<Map<string, QuestionText>> {
    const byDataset = Map.groupBy(listed, ({ datasetVersionId }) => datasetVersionId);
    const found = await Promise.all(
      [...byDataset].map(async ([versionId, answers]) => {
        const ids = [...new Set(answers.map(({ questionId }) => questionId))];
        const questions = await this.questions.questions(versionId, ids);
        return [...questions].map(([id, text]) => [`${versionId} ${id}`, text] as const);
      }),
    );
    return new Map(found.flat());
  }
}

@Injectable()
export class ListJudgements {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly results: ResultReader,
  ) {}

  /**
   * @throws ExperimentNotFoundError
   * @throws InvalidLimitError
   * @throws InvalidCursorError
   */
  async execute({ experimentId, limit, cursor }: ListCommand): Promise<Page<ListedJudgement>> {
    const size = pageSize(limit);
    const place = decodeCursor(cursor, ['uuid', 'text', 'number']);
    if (!(await this.experiments.find(experimentId))) {
      throw new ExperimentNotFoundError(experimentId);
    }
    const [answerId, criterion, repeat] = place ?? ['', '', 0];
    const after = place && { answerId, criterion, repeat };
    const found = await this.results.judgements(experimentId, { limit: size + 1, after });
    const items = found.slice(0, size);
    const last = found.length > size ? items.at(-1) : undefined;
    return {
      items,
      nextCursor: last ? encodeCursor([last.answerId, last.criterion, last.repeat]) : '',
    };
  }
}
