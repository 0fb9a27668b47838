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
   * Questions by id, in the order asked for.
   *
   * @throws DatasetNotFoundError, QuestionNotFoundError
   */
  abstract questions(versionId: string, questionIds: readonly string[]): Promise<Question[]>;
}
