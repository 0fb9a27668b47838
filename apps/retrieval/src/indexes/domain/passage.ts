import { type Chunk, passageIdOf } from './chunk.js';
import type { RetrievalMetrics } from './retrieval-metrics.js';

/** A piece of text for a model to read. */
export interface Passage {
  readonly passageId: string;
  readonly documentId: string;
  readonly title: string;
  readonly text: string;
  /** Of the ranking that was asked for; 0 for gold text. */
  readonly score: number;
  /** Whether it overlaps the gold. */
  readonly relevant: boolean;
}

/** What a model may read for one question. */
export interface QuestionContext {
  readonly questionId: string;
  /** The question. */
  readonly text: string;
  /** Best first. */
  readonly passages: readonly Passage[];
  /** Of retrieved passages whose gold is known. */
  readonly metrics: RetrievalMetrics | undefined;
}

export function toPassage(
  chunk: Chunk,
  { score, relevant }: Pick<Passage, 'score' | 'relevant'>,
): Passage {
  const { documentId, title, text } = chunk;
  return { passageId: passageIdOf(chunk), documentId, title, text, score, relevant };
}
