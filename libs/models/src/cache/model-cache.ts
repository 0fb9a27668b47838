import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST } from '../manifest/manifest.js';
import type { ManifestModel, ModelFile } from '../manifest/model-manifest.js';
import { ModelNotDownloadedError, UnknownModelError } from '../models.errors.js';
import { fileDigest } from './file-digest.js';

/** What was known of a file when its hash was last computed. */
const stampSchema = z.object({ sha256: z.string(), bytes: z.number(), mtimeMs: z.number() });

export type FileState = 'intact' | 'missing' | 'damaged';

/** The downloaded models: `<folder>/models/<model>/<file>`, beside each file its `<file>.verified`. */
export class ModelCache {
  /**
   * @param folder of all downloads, see {@link cacheFolder}
   * @param models what may be in it
   */
  constructor(
    readonly folder: string,
    readonly models: readonly ManifestModel[] = MANIFEST,
  ) {}

  /** @throws UnknownModelError */
  model(name: string): ManifestModel {
    const model = this.models.find((one) => one.name === name || one.aliases.includes(name));
    if (!model) {
      throw new UnknownModelError(
        name,
        this.models.map((one) => one.name),
      );
    }
    return model;
  }

  /** Folder of a model's files, whether or not they are there. */
  modelFolder(model: ManifestModel): string {
    return join(this.folder, 'models', model.name);
  }

  filePath(model: ManifestModel, file: ModelFile): string {
    return join(this.modelFolder(model), file.name);
  }

  /**
   * The folder of a model whose files are all there.
   *
   * @throws UnknownModelError
   * @throws ModelNotDownloadedError
   */
  async readyFolder(name: string): Promise<string> {
    const model = this.model(name);
    const folder = this.modelFolder(model);
    if (!(await this.isPresent(model))) throw new ModelNotDownloadedError(model.name, folder);
    return folder;
  }

  /** Whether every file is there, its hash computed once and the file unchanged since: no hashing now. */
  async isPresent(model: ManifestModel): Promise<boolean> {
    const present = await Promise.all(model.files.map((file) => this.hasFile(model, file)));
    return present.every(Boolean);
  }

  /** As {@link isPresent}, for one file. */
  async hasFile(model: ManifestModel, file: ModelFile): Promise<boolean> {
    const path = this.filePath(model, file);
    try {
      const [{ size, mtimeMs }, text] = await Promise.all([
        stat(path),
        readFile(stampPath(path), 'utf8'),
      ]);
      const stamp = stampSchema.parse(JSON.parse(text));
      return size === file.bytes && stamp.sha256 === file.sha256 && stamp.mtimeMs === mtimeMs;
    } catch {
      return false; // absent, or a stamp nobody can read: both mean that it must be looked at again
    }
  }

  /** Computes every file's hash anew; a damaged file counts as absent from then on. */
  async verify(model: ManifestModel, signal?: AbortSignal): Promise<Map<string, FileState>> {
    const states = new Map<string, FileState>();
    for (const file of model.files) states.set(file.name, await this.inspect(model, file, signal));
    return states;
  }

  /** Computes one file's hash and remembers it when it is right. */
  async inspect(model: ManifestModel, file: ModelFile, signal?: AbortSignal): Promise<FileState> {
    const path = this.filePath(model, file);
    const found = await stat(path).catch(() => undefined); // out of reach is as good as missing
    if (!found) return 'missing';
    const isIntact = found.size === file.bytes && (await fileDigest(path, signal)) === file.sha256;
    if (isIntact) await this.stamp(model, file);
    else await rm(stampPath(path), { force: true });
    return isIntact ? 'intact' : 'damaged';
  }

  /** Records that the file as it lies there has the right hash. */
  async stamp(model: ManifestModel, file: ModelFile): Promise<void> {
    const path = this.filePath(model, file);
    const { size, mtimeMs } = await stat(path);
    const stamp = { sha256: file.sha256, bytes: size, mtimeMs };
    await writeFile(stampPath(path), JSON.stringify(stamp));
  }
}

const stampPath = (path: string) => `${path}.verified`;
