import type { Document } from '../domain/dataset.js';
import type { DraftQuestion } from '../domain/draft-question.js';
import type { Place } from '../domain/import-issue.js';
import type { IssueLog } from '../domain/issue-log.js';

/** One uploaded file. */
export interface SourceFile {
  /** What it holds, by format: `documents`, `questions`, `train`, … */
  readonly role: string;
  /** As the user knows it, for messages. */
  readonly name: string;
  /**
   * Its content, unpacked where it is gzip.
   *
   * @throws UnreadableFileError when the archive is damaged or cut off
   * @throws ImportTooLargeError when more comes out than one import may hold
   */
  bytes(): AsyncIterable<Uint8Array>;
}

/** A stretch of a document, where files give documents piecemeal. */
export interface Passage {
  readonly documentId: string;
  readonly title: string;
  readonly text: string;
  /** Place within the document: passages are sorted by it, then by order of arrival. */
  readonly rank: number;
}

/** Takes what a format reads, checks it, and keeps it out of memory. */
export interface ImportSink {
  readonly issues: IssueLog;
  /** Takes a whole document. The same document again is ignored; the same id with other content is an error. */
  addDocument(place: Place, document: Document): Promise<void>;
  /** Takes a part of a document; parts of one that was given whole are ignored. */
  addPassage(passage: Passage): Promise<void>;
  /** Takes a question. A second one with the same id is an error. */
  addQuestion(place: Place, question: DraftQuestion): Promise<void>;
  /** A document given whole, by id. */
  document(documentId: string): Promise<Document | undefined>;
}

/** How one published format is read. */
export interface DatasetFormat {
  readonly name: string;
  /** Every role that it knows. */
  readonly roles: readonly string[];
  /** Of each group at least one file is needed. */
  readonly required: readonly (readonly string[])[];
  /** Whether its questions come without reference answers by design. */
  readonly retrievalOnly?: true;
  /**
   * Reads the files once, in the order that the format needs, and notes bad rows in `sink.issues`.
   *
   * @throws UnreadableFileError
   */
  read(files: readonly SourceFile[], sink: ImportSink): Promise<void>;
}

/** The formats that can be imported. */
export abstract class DatasetFormats {
  abstract readonly all: readonly DatasetFormat[];
}
