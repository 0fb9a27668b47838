import { NearDuplicateIndex, overlapWords } from '@equipoise/metrics';
import type { Document, Question } from './dataset.js';

/** Least share of three-word runs that near-equal documents have in common. */
const NEAR = 0.8;

/** Words compared: the beginning of a document tells it from others, and bounds time and memory. */
const COMPARED_WORDS = 256;

/** A document of training questions that nearly equals one of a test question. */
export interface NearDocument {
  readonly questionId: string;
  /** Of the training document. */
  readonly documentId: string;
  readonly title: string;
  /** Jaccard similarity of their three-word runs, [0.8, 1]. */
  readonly similarity: number;
}

/**
 * Finds documents of training questions that nearly equal a document of test questions, so that a
 * split by document has come apart. Memory grows with the documents of the test and the ids of those
 * of the training.
 */
export class NearDocuments {
  private readonly nearby = new NearDuplicateIndex({ threshold: NEAR, shingleWords: 3 });
  private readonly trained = new Set<string>();
  /** Test questions by document. */
  private readonly askedOf = new Map<string, string[]>();

  constructor(tests: readonly Pick<Question, 'questionId' | 'documentIds'>[]) {
    for (const { questionId, documentIds } of tests) {
      for (const id of documentIds) {
        this.askedOf.set(id, [...(this.askedOf.get(id) ?? []), questionId]);
      }
    }
  }

  /** Takes note of the documents of a training question. */
  addTraining({ documentIds }: Pick<Question, 'documentIds'>): void {
    for (const id of documentIds) this.trained.add(id);
  }

  /** Keeps a document that test questions are about; all of them come before the first look. */
  index(document: Document): void {
    const { documentId } = document;
    if (this.askedOf.has(documentId)) this.nearby.add({ id: documentId, text: opening(document) });
  }

  /** The test questions about a near-equal of a document, when training questions are about it. */
  lookAt(document: Document): NearDocument[] {
    const { documentId, title } = document;
    if (!this.trained.has(documentId)) return [];
    return this.nearby.find(opening(document)).flatMap(({ id, similarity }) =>
      (this.askedOf.get(id) ?? []).map((questionId) => ({
        questionId,
        documentId,
        title,
        similarity,
      })),
    );
  }
}

function opening({ paragraphs }: Document): string {
  const words: string[] = [];
  for (const paragraph of paragraphs) {
    words.push(...overlapWords(paragraph));
    if (words.length >= COMPARED_WORDS) break;
  }
  return words.slice(0, COMPARED_WORDS).join(' ');
}
