export { type CacheEnvironment, cacheFolder } from './cache/cache-folder.js';
export { fileDigest } from './cache/file-digest.js';
export { type FileState, ModelCache } from './cache/model-cache.js';
export {
  type DownloadOptions,
  type DownloadProgress,
  ModelDownloader,
} from './download/model-downloader.js';
export { MANIFEST, sizeBytes } from './manifest/manifest.js';
export type { FileSource, ManifestModel, ModelFile } from './manifest/model-manifest.js';
export {
  DiskFullError,
  ModelDownloadError,
  ModelNotDownloadedError,
  type SourceFailure,
  UnknownModelError,
} from './models.errors.js';
