import type { JudgementsRequested } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import type { FormItem } from '../domain/evaluation-form.js';
import { AnswerReader, QuestionReader } from './ports.js';

/** One answer with its question. */
export interface ItemToJudge extends FormItem {
  readonly answerId: string;
}

/** Puts the answers of a chunk beside their questions. */
@Injectable()
export class ItemsToJudge {
  constructor(
    private readonly answers: AnswerReader,
    private readonly questions: QuestionReader,
  ) {}

  /**
   * @returns one item for each answer that was given; a failed answer has nothing to judge
   * @throws RemoteError
   */
  async of(
    { answers, datasetVersionId }: JudgementsRequested,
    signal: AbortSignal,
  ): Promise<ItemToJudge[]> {
    const questionOf = new Map(answers.map(({ answerId, questionId }) => [answerId, questionId]));
    const [texts, questions] = await Promise.all([
      this.answers.find([...questionOf.keys()], signal),
      this.questions.find(datasetVersionId, [...new Set(questionOf.values())], signal),
    ]);
    const byId = new Map(questions.map((question) => [question.questionId, question]));
    return texts
      .filter((answer) => answer.isAnswered)
      .map(({ answerId, text }) => {
        const question = byId.get(questionOf.get(answerId) ?? '');
        if (!question) throw new Error(`retrieval gave no question for answer ${answerId}`);
        const { text: wording, references } = question;
        return { answerId, question: wording, references, answer: text };
      });
  }
}
