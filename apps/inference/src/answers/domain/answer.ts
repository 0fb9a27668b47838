import type { Usage } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';

/** A passage that a model was given to read. */
export interface AnswerPassage {
  readonly passageId: string;
  /** Empty where the source has none. */
  readonly title: string;
  readonly text: string;
  /** Whether it overlaps the gold evidence. */
  readonly relevant: boolean;
}

/** A question and what the model may read to answer it. */
export interface QuestionContext {
  readonly questionId: string;
  readonly text: string;
  /** Best first; empty for `closed-book`. */
  readonly passages: readonly AnswerPassage[];
}

/** One answer of one arm to one question. An empty text is an answer too, and judged as such. */
export interface Answer {
  /** UUID by content: the same question asked again in the same cell has the same id. */
  readonly id: string;
  readonly experimentId: string;
  readonly cellId: string;
  readonly questionId: string;
  readonly datasetVersionId: string;
  /** 0-based index among the answers to one question. */
  readonly sample: number;
  readonly passages: readonly AnswerPassage[];
  /** Its text and cost are kept under this content key, or this is why there are none. */
  readonly outcome: { readonly generationId: string } | { readonly failure: string };
}

/** What one chunk has come to. */
export interface AnsweredChunk {
  readonly answers: readonly Answer[];
  readonly usage: Usage;
}

export function answerId(
  place: Pick<Answer, 'experimentId' | 'cellId' | 'questionId' | 'sample'>,
): string {
  const { experimentId, cellId, questionId, sample } = place;
  return contentId({ experimentId, cellId, questionId, sample });
}
