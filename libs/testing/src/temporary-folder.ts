import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder outside the checkout, and the way to remove it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'equipoise-'));
  // What was killed a moment ago may still write a last file.
  const patience = { maxRetries: 20, retryDelay: 100 };
  return { path, remove: () => rm(path, { recursive: true, force: true, ...patience }) };
}
