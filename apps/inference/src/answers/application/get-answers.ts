import { Injectable } from '@nestjs/common';
import { type Generation, GenerationRepository } from '../../generations/index.js';
import type { Answer } from '../domain/answer.js';
import { AnswerNotFoundError, TooManyAnswersError } from '../domain/answers.errors.js';
import { AnswerRepository } from './ports.js';

const MAX_IDS = 1_000;

/** An answer with the generation that holds its text; undefined when the answer failed. */
export interface AnswerWithText {
  readonly answer: Answer;
  readonly generation: Generation | undefined;
}

@Injectable()
export class GetAnswers {
  constructor(
    private readonly answers: AnswerRepository,
    private readonly generations: GenerationRepository,
  ) {}

  /**
   * In the order asked for.
   *
   * @throws TooManyAnswersError above 1,000 ids
   * @throws AnswerNotFoundError naming the first id that is unknown
   */
  async execute(ids: readonly string[]): Promise<AnswerWithText[]> {
    if (ids.length > MAX_IDS) throw new TooManyAnswersError(ids.length, MAX_IDS);
    const answers = await this.answers.find(ids);
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    const generations = await this.generations.find(answers.flatMap(generationIdOf));
    return ids.map((id) => {
      const answer = byId.get(id.toLowerCase());
      if (!answer) throw new AnswerNotFoundError(id);
      const [generationId] = generationIdOf(answer);
      const generation = generationId === undefined ? undefined : generations.get(generationId);
      return { answer, generation };
    });
  }
}

function generationIdOf({ outcome }: Answer): string[] {
  return 'generationId' in outcome ? [outcome.generationId] : [];
}
