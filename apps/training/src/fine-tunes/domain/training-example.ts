import {
  type ChatMessage,
  type FramePassage,
  ragMessages,
  type TrainingFormat,
} from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { AnswersTooAlikeError } from './fine-tunes.errors.js';

/** A training question with its gold evidence. */
export interface TrainingQuestion {
  readonly questionId: string;
  readonly text: string;
  /** The first reference answer. */
  readonly answer: string;
  /** Gold passages, best first; empty where the documents hold no answer. */
  readonly evidence: readonly FramePassage[];
}

/** One prompt and the completion whose tokens carry the loss. */
export interface TrainingExample {
  readonly questionId: string;
  readonly prompt: readonly ChatMessage[];
  readonly completion: readonly [ChatMessage];
}

/**
 * Training pairs in the frame that every arm reads at evaluation.
 *
 * @param seed decides who gets whose answer under `shuffled-answers`
 * @throws AnswersTooAlikeError
 */
export function trainingExamples(
  questions: readonly TrainingQuestion[],
  format: TrainingFormat,
  seed: number,
): TrainingExample[] {
  const answers = questions.map((question) => question.answer);
  const given = format === 'shuffled-answers' ? derange(answers, `answers ${seed}`) : answers;
  return questions.map(({ questionId, text, evidence }, i) => ({
    questionId,
    prompt: ragMessages(text, format === 'question-only' ? [] : evidence),
    completion: [{ role: 'assistant', content: given[i] as string }],
  }));
}

/** The JSON Lines that the trainer reads, one example a line. */
export function toJsonLines(examples: readonly TrainingExample[]): string {
  return examples
    .map(({ questionId, prompt, completion }) =>
      JSON.stringify({ question_id: questionId, prompt, completion }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * A permutation in which nobody keeps a text equal to their own. Positions are shuffled, brought
 * together by equal text and turned by the size of the largest group: that leaves every group.
 *
 * @throws AnswersTooAlikeError when more than half of the texts are the same: then there is none
 */
export function derange(texts: readonly string[], seed: string): string[] {
  const groups = new Map<string, number[]>();
  for (const position of seededShuffle([...texts.keys()], seed)) {
    const text = texts[position] as string;
    groups.set(text, [...(groups.get(text) ?? []), position]);
  }
  const largest = Math.max(0, ...[...groups.values()].map((group) => group.length));
  if (largest * 2 > texts.length) throw new AnswersTooAlikeError(largest, texts.length);
  const order = [...groups.values()].flat();
  const given = new Array<string>(texts.length);
  order.forEach((position, i) => {
    given[position] = texts[order[(i + largest) % order.length] as number] as string;
  });
  return given;
}
