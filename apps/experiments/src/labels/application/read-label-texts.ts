import { Injectable } from '@nestjs/common';
import { AnswerSource, QuestionSource } from '../../experiments/index.js';
import type { LabellableAnswer } from '../domain/drawn-answers.js';

/** What a person reads to label an answer. */
export interface LabelTexts {
  readonly question: string;
  readonly references: readonly string[];
  /** The answer. */
  readonly text: string;
}

/** Fetches what was asked, what would be right, and what was answered. */
@Injectable()
export class ReadLabelTexts {
  constructor(
    private readonly answers: AnswerSource,
    private readonly questions: QuestionSource,
  ) {}

  /** @returns shape [answers], in the same order */
  async execute(answers: readonly LabellableAnswer[]): Promise<LabelTexts[]> {
    const [texts, questions] = await Promise.all([
      this.answers.texts(answers.map(({ answerId }) => answerId)),
      this.questionsOf(answers),
    ]);
    return answers.map(({ answerId, datasetVersionId, questionId }) => {
      const { text = '', references = [] } =
        questions.get(keyOf(datasetVersionId, questionId)) ?? {};
      return { question: text, references, text: texts.get(answerId)?.text ?? '' };
    });
  }

  private async questionsOf(
    answers: readonly LabellableAnswer[],
  ): Promise<Map<string, { readonly text: string; readonly references: readonly string[] }>> {
    const byVersion = Map.groupBy(answers, ({ datasetVersionId }) => datasetVersionId);
    const found = await Promise.all(
      [...byVersion].map(async ([versionId, own]) => {
        const ids = [...new Set(own.map(({ questionId }) => questionId))];
        const questions = await this.questions.questions(versionId, ids);
        return [...questions].map(([id, question]) => [keyOf(versionId, id), question] as const);
      }),
    );
    return new Map(found.flat());
  }
}

const keyOf = (versionId: string, questionId: string): string =>
  JSON.stringify([versionId, questionId]);
