import { reasonOf } from '@equipoise/kernel';
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

/** Whether an error, or what caused it, means that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')) return true;
    if (/no space left on device|disk quota exceeded/i.test(cause.message)) return true;
  }
  return false;
}

/** Reason of an error with that of its innermost cause, where the outer one says only `fetch failed`. */
export function rootReason(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const [outer, inner] = [reasonOf(error), reasonOf(root)];
  return inner === outer || inner === '' ? outer : `${outer}: ${inner}`;
}
