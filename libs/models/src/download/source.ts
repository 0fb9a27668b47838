import { isDiskFull, reasonOf, saysDiskFull } from '@equipoise/kernel';
import type { ModelFile } from '../manifest/model-manifest.js';

/** Where a file is to be put while it is incomplete, and who wants to know. */
export interface DownloadTarget {
  readonly file: ModelFile;
  /** The incomplete file; what an earlier try left there is used where the source allows it. */
  readonly partPath: string;
  readonly signal: AbortSignal;
  /** Told the number of the file's bytes that are here, also those of earlier tries. */
  readonly onBytes: (doneBytes: number) => void;
}

/** A source gave nothing; the next one may. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** Whether the disk is full, told by the system or by pip. */
export function isOutOfSpace(error: unknown): boolean {
  return isDiskFull(error) || saysDiskFull(reasonOf(error));
}

/** Reason of an error with that of its innermost cause, where the outer one says only `fetch failed`. */
export function rootReason(error: unknown): string {
  let root = error;
  for (let cause = error; cause !== undefined; cause = causeOf(cause)) root = cause;
  const [outer, inner] = [reasonOf(error), reasonOf(root)];
  return inner === outer || inner === '' ? outer : `${outer}: ${inner}`;
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}
