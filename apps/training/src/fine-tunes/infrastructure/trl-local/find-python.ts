import { runProgram } from './program.js';

/** Oldest Python in which the trainer's progress reports work (`datetime.UTC`). */
const OLDEST = [3, 11] as const;
const CANDIDATES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

const PROBE = 'import sys, venv, ensurepip; print(*sys.version_info[:2])';

/** A Python that environments can be made with, or why there is none and the way out. */
export type FoundPython =
  | { readonly command: string; readonly missing?: never }
  | { readonly command?: never; readonly missing: string };

export async function findPython(env: Record<string, string>): Promise<FoundPython> {
  const seen: string[] = [];
  for (const command of CANDIDATES) {
    const { version, isComplete } = await inspect(command, env);
    if (!version) continue;
    if (!isNewEnough(version)) seen.push(`${command} is ${version.join('.')}`);
    else if (!isComplete) seen.push(`${command} has no venv or pip`);
    else return { command };
  }
  const found = seen.length > 0 ? ` (${seen.join(', ')})` : '';
  return {
    missing:
      `Python ${OLDEST.join('.')} or newer with venv and pip is needed to train and was not found` +
      `${found}: install it (Debian and Ubuntu: apt install python3 python3-venv; ` +
      'macOS: brew install python; Windows: winget install Python.Python.3.13)',
  };
}

async function inspect(
  command: string,
  env: Record<string, string>,
): Promise<{ version: number[] | undefined; isComplete: boolean }> {
  const complete = await versionBy(PROBE, command, env);
  if (complete) return { version: complete, isComplete: true };
  const bare = await versionBy('import sys; print(*sys.version_info[:2])', command, env);
  return { version: bare, isComplete: false };
}

async function versionBy(
  script: string,
  command: string,
  env: Record<string, string>,
): Promise<number[] | undefined> {
  let line = '';
  const { code } = await runProgram({
    command,
    args: ['-c', script],
    env,
    signal: AbortSignal.timeout(20_000),
    graceMs: 0,
    onLine: (text) => {
      line = text;
    },
  }).catch(() => ({ code: undefined }));
  return code === 0 ? line.split(' ').map(Number) : undefined;
}

function isNewEnough([major = 0, minor = 0]: readonly number[]): boolean {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
