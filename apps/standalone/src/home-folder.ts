import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds an embedded installation: database, adapters, logs.
 *
 * Root gets `/var/lib/equipoise`, because PostgreSQL then runs as another user, who may not enter
 * root's home.
 */
export function homeFolder(env: NodeJS.ProcessEnv): string {
  if (env.EQUIPOISE_HOME) return env.EQUIPOISE_HOME;
  if (process.platform !== 'win32' && userInfo().uid === 0) return '/var/lib/equipoise';
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'equipoise');
}
