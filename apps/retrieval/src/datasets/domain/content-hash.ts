import { createHash } from 'node:crypto';
import { canonicalJson } from '@equipoise/kernel';

/**
 * Name of a dataset's content: SHA-256 over its documents in import order, then its questions in
 * import order with their splits, each as one line of canonical JSON. Computed while they pass by.
 */
export class ContentHash {
  private readonly hash = createHash('sha256').update('equipoise dataset 1\n');

  add(record: object): void {
    this.hash.update(canonicalJson(record)).update('\n');
  }

  /** 64 hexadecimal digits. Call once, at the end. */
  digest(): string {
    return this.hash.digest('hex');
  }
}
