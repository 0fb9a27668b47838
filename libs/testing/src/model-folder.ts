import { cacheFolder, ModelCache } from '@equipoise/models';
import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

class CacheConfig extends configFrom(
  z.object({ EQUIPOISE_CACHE: z.string().optional(), XDG_CACHE_HOME: z.string().optional() }),
) {}

/** The user's cache folder, which tests share with the product. */
export function testCacheFolder(): string {
  return cacheFolder(new CacheConfig());
}

/** The cache that tests take real models from; they never download. */
export function testModelCache(): ModelCache {
  return new ModelCache(testCacheFolder());
}

/**
 * Folder with the files of a local model.
 *
 * @throws ModelNotDownloadedError, which names the command that downloads it
 */
export async function modelFolder(name: string): Promise<string> {
  return testModelCache().readyFolder(name);
}
