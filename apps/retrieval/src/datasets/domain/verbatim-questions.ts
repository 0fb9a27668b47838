import { overlapWords } from '@equipoise/metrics';
import type { Question } from './dataset.js';

/** Shorter questions stand in many texts by chance. */
const FEWEST_WORDS = 5;

/** Finds questions that stand word for word in longer texts; case and punctuation do not count. */
export class VerbatimQuestions {
  /** By their first words. */
  private readonly byBeginning = new Map<string, { id: string; words: readonly string[] }[]>();

  /** @param questions those of fewer than 5 words are left out */
  constructor(questions: readonly Pick<Question, 'questionId' | 'text'>[]) {
    for (const { questionId, text } of questions) {
      const words = overlapWords(text);
      if (words.length < FEWEST_WORDS) continue;
      const beginning = words.slice(0, FEWEST_WORDS).join(' ');
      const alike = this.byBeginning.get(beginning) ?? [];
      this.byBeginning.set(beginning, [...alike, { id: questionId, words }]);
    }
  }

  /** Ids of the questions that the text holds. */
  in(text: string): string[] {
    const words = overlapWords(text);
    const found = new Set<string>();
    for (let at = 0; at + FEWEST_WORDS <= words.length; at += 1) {
      const beginning = words.slice(at, at + FEWEST_WORDS).join(' ');
      for (const question of this.byBeginning.get(beginning) ?? []) {
        if (question.words.every((word, i) => word === words[at + i])) found.add(question.id);
      }
    }
    return [...found];
  }
}
