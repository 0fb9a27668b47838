import type { SourceFile } from './dataset-format.js';

/** A part of an upload: a file begins, or the file begun last goes on. */
export type UploadPart =
  | { readonly kind: 'file'; readonly role: string; readonly name: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Where a record stands in its log. */
export interface RecordPosition {
  readonly offset: number;
  readonly length: number;
}

/** An append-only list of records that lies outside memory. */
export interface RecordLog<T> {
  append(record: T): Promise<RecordPosition>;
  read(position: RecordPosition): Promise<T>;
  /** Every record, in the order of arrival. Append nothing while reading. */
  all(): AsyncIterable<T>;
}

/** Room for one import. */
export interface ImportDesk {
  /**
   * Stores an upload as it comes.
   *
   * @throws ImportTooLargeError
   */
  receive(parts: AsyncIterable<UploadPart>): Promise<SourceFile[]>;
  newLog<T>(): Promise<RecordLog<T>>;
}

/** Temporary room on disk. */
export abstract class ImportWorkspace {
  /**
   * Gives `work` a desk, and clears it when `work` ends, however it ends.
   *
   * @throws DiskFullError
   */
  abstract use<T>(work: (desk: ImportDesk) => Promise<T>): Promise<T>;
}
