import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentKey } from '@equipoise/kernel';
import { fileDigest, MANIFEST, type ModelFile } from '@equipoise/models';
import { EmbedderFilesError } from './embedder-files.error.js';

/** Name in the manifest of local models. */
export const MINILM = 'all-minilm-l6-v2';

/** Tokens of one run of the model, its two marks included: what it was made for. */
export const WINDOW_TOKENS = 256;

const FILES: readonly ModelFile[] = MANIFEST.find(({ name }) => name === MINILM)?.files ?? [];

/** Hash of the model's files and of the way in which its vectors are made from them. */
export const MINILM_DIGEST = contentKey({
  files: FILES.map(({ name, sha256 }) => ({ name, sha256 })),
  windowTokens: WINDOW_TOKENS,
  pooling: 'mean over all windows',
  norm: 'L2',
});

/** The model's files, looked at once in the life of this object. */
export class MinilmFiles {
  private verified: Promise<string> | undefined;

  constructor(private readonly dir: string) {}

  /**
   * The folder, its files' hashes computed and found right.
   *
   * @throws EmbedderFilesError, and looks again the next time
   */
  async folder(): Promise<string> {
    this.verified ??= this.verify();
    try {
      return await this.verified;
    } catch (error) {
      this.verified = undefined;
      throw error;
    }
  }

  private async verify(): Promise<string> {
    for (const { name, sha256, bytes } of FILES) {
      const path = join(this.dir, name);
      const found = await stat(path).catch(() => undefined); // out of reach is as good as missing
      if (!found) throw new EmbedderFilesError(MINILM, path, 'is missing');
      const isIntact = found.size === bytes && (await fileDigest(path)) === sha256;
      if (!isIntact) {
        throw new EmbedderFilesError(MINILM, path, `is not the one whose SHA-256 is ${sha256}`);
      }
    }
    return this.dir;
  }
}
