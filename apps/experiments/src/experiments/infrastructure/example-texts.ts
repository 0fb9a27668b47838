import { Injectable } from '@nestjs/common';
import type { ExampleChoice, ExamplePair } from '@equipoise/reports';
import {
  AnswerSource,
  type AnswerText,
  QuestionSource,
  type QuestionText,
} from '../application/ports/sources.js';
import { CellStore } from '../application/ports/stores.js';

/** Fetches what was asked, read and answered in the examples of a report. */
@Injectable()
export class ExampleTexts {
  constructor(
    private readonly cells: CellStore,
    private readonly answers: AnswerSource,
    private readonly questions: QuestionSource,
  ) {}

  async of(experimentId: string, choices: readonly ExampleChoice[]): Promise<ExamplePair[]> {
    const ids = choices.flatMap(({ baseAnswerId, tunedAnswerId }) => [baseAnswerId, tunedAnswerId]);
    const [texts, questions] = await Promise.all([
      this.answers.texts([...new Set(ids)]),
      this.questionsOf(experimentId, choices),
    ]);
    return choices.map((choice) => ({
      ...choice,
      ...textsOf(questions.get(keyOf(choice)), texts.get(choice.baseAnswerId)),
      tunedAnswer: texts.get(choice.tunedAnswerId)?.text ?? '',
    }));
  }

  private async questionsOf(
    experimentId: string,
    choices: readonly ExampleChoice[],
  ): Promise<Map<string, QuestionText>> {
    const cells = await this.cells.of(experimentId);
    const versionIds = new Map(cells.map((cell) => [cell.dataset, cell.datasetVersionId]));
    const byDataset = Map.groupBy(choices, ({ dataset }) => dataset);
    const found = await Promise.all(
      [...byDataset].map(async ([dataset, own]) => {
        const ids = [...new Set(own.map(({ questionId }) => questionId))];
        const questions = await this.questions.questions(versionIds.get(dataset) ?? '', ids);
        return [...questions.values()].map(
          (question) => [keyOf({ dataset, questionId: question.questionId }), question] as const,
        );
      }),
    );
    return new Map(found.flat());
  }
}

const keyOf = ({ dataset, questionId }: { dataset: string; questionId: string }): string =>
  JSON.stringify([dataset, questionId]);

function textsOf(
  question: QuestionText | undefined,
  base: AnswerText | undefined,
): Pick<ExamplePair, 'question' | 'references' | 'passages' | 'baseAnswer'> {
  const { text = '', references = [] } = question ?? {};
  const { text: baseAnswer = '', passages = [] } = base ?? {};
  return { question: text, references, passages, baseAnswer };
}
