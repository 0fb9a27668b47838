import { DomainError } from '@equipoise/kernel';

/** No model of that name is in the manifest. */
export class UnknownModelError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'MODELS.UNKNOWN_MODEL';

  constructor(name: string, known: readonly string[]) {
    super(`there is no local model "${name}"; there are: ${known.join(', ')}`);
  }
}

/** A model's files are not all in the cache. */
export class ModelNotDownloadedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'MODELS.NOT_DOWNLOADED';

  constructor(name: string, folder: string) {
    super(
      `the local model "${name}" is not downloaded (looked in ${folder}): ` +
        `run "equipoise models pull ${name}"`,
    );
  }
}

/** One source of a file and why it gave nothing. */
export interface SourceFailure {
  /** Address, or name of the mirror. */
  readonly source: string;
  readonly reason: string;
}

/** Every source of a file failed; asking again may help, and continues where it ended. */
export class ModelDownloadError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'MODELS.DOWNLOAD_FAILED';

  constructor(
    readonly path: string,
    readonly failures: readonly SourceFailure[],
  ) {
    const tried = failures.map(({ source, reason }) => `\n- ${source}: ${reason}`).join('');
    super(
      `no source gave the file ${path}:${tried}\n` +
        'Try again (finished parts are kept), or put the file there yourself: it is used when its SHA-256 is right.',
    );
  }
}

/** The cache's disk cannot take the file. */
export class DiskFullError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'MODELS.DISK_FULL';

  /** @param freeBytes undefined when it was full while writing */
  constructor(folder: string, neededBytes: number, freeBytes?: number) {
    const free = freeBytes === undefined ? '' : `, ${Math.floor(freeBytes / 1e6)} MB are free`;
    super(
      `the disk of ${folder} is full: ${Math.ceil(neededBytes / 1e6)} MB are needed${free}. ` +
        'Free some space, or set EQUIPOISE_CACHE to a folder on another disk',
    );
  }
}
