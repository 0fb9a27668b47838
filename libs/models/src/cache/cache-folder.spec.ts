import { homedir } from 'node:os';
import { cacheFolder } from './cache-folder.js';

describe(cacheFolder.name, () => {
  it.each([
    [{ EQUIPOISE_CACHE: '/data/cache', XDG_CACHE_HOME: '/xdg' }, '/data/cache'],
    [{ XDG_CACHE_HOME: '/xdg' }, '/xdg/equipoise'],
    [{ EQUIPOISE_CACHE: '', XDG_CACHE_HOME: '' }, `${homedir()}/.cache/equipoise`],
    [{}, `${homedir()}/.cache/equipoise`],
  ])('places the cache by %j in %s', (environment, expected) => {
    expect(cacheFolder(environment)).toBe(expected);
  });
});
