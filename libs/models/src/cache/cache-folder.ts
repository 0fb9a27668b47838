import { homedir } from 'node:os';
import { join } from 'node:path';

/** The variables that place the cache. */
export interface CacheEnvironment {
  /** Folder of everything that Equipoise downloads; default: `equipoise` in the user's cache folder. */
  readonly EQUIPOISE_CACHE?: string | undefined;
  /** The user's cache folder; default: `~/.cache`. */
  readonly XDG_CACHE_HOME?: string | undefined;
}

/** Where downloads are kept, outside the checkout, so that they outlive it. */
export function cacheFolder({ EQUIPOISE_CACHE, XDG_CACHE_HOME }: CacheEnvironment): string {
  // An empty variable counts as unset, as the XDG base directory specification says.
  return EQUIPOISE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'equipoise');
}
