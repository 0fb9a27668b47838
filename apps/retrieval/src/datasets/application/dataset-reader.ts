import type { Document, Question } from '../domain/dataset.js';

/** Reads imported dataset versions; the port through which indexes get their text. */
export abstract class DatasetReader {
  /**
   * Every document of a version, a page at a time, in import order.
   *
   * @throws DatasetNotFoundError
   */
  abstract documents(versionId: string): AsyncIterable<Document>;

  /**
   * Documents by id, in import order; an id that the version does not have is left out. Reads the
   * version up to the last of them, which a store that can look them up does better.
   *
   * @throws DatasetNotFoundError
   */
  async documentsById(versionId: string, documentIds: readonly string[]): Promise<Document[]> {
    const wanted = new Set(documentIds);
    const found: Document[] = [];
    if (wanted.size === 0) return found;
    for await (const document of this.documents(versionId)) {
      if (wanted.has(document.documentId)) found.push(document);
      if (found.length === wanted.size) break;
    }
    return found;
  }

  /**
   * Questions by id, in the order asked for.
   *
   * @throws DatasetNotFoundError, QuestionNotFoundError
   */
  abstract questions(versionId: string, questionIds: readonly string[]): Promise<Question[]>;
}
