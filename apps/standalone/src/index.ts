import type { Standalone, StandaloneOptions } from './standalone.js';

export { homeFolder } from './home-folder.js';
export { HomeFolderInUseError, type Instance, InstanceLock } from './instance-lock.js';
export { SERVABLE, serveOne, type ServableName } from './serve-one.js';
export type { Standalone, StandaloneOptions };

/**
 * Starts the whole platform in this process. Loaded only then: it brings every service with it.
 *
 * @throws HomeFolderInUseError when another process owns the home folder
 */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  const { Standalone } = await import('./standalone.js');
  return Standalone.start(options);
}
