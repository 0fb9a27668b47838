import { runProgram } from './program.js';

/** Oldest Python in which the trainer's progress reports work (`datetime.UTC`). */
const OLDEST = [3, 11] as const;
const CANDIDATES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

/** Modules that Python itself brings, and that some Linux distributions take out of it. */
const MODULES = ['venv', 'ensurepip'];
const PROBE = `
import importlib.util, sys
print(*sys.version_info[:2], *[m for m in sys.argv[1:] if importlib.util.find_spec(m) is None])`;

/** A Python that environments can be made with, or why there is none and the way out. */
export type FoundPython =
  | { readonly command: string; readonly missing?: never }
  | { readonly command?: never; readonly missing: string };

export async function findPython(env: Record<string, string>): Promise<FoundPython> {
  const seen: string[] = [];
  for (const command of CANDIDATES) {
    const python = await inspect(command, env);
    if (!python) continue;
    const { version, lacking } = python;
    if (!isNewEnough(version)) seen.push(`${command} is ${version.join('.')}`);
    else if (lacking.length > 0) seen.push(`${command} lacks ${lacking.join(' and ')}`);
    else return { command };
  }
  const found = seen.length > 0 ? ` (${seen.join(', ')})` : '';
  return {
    missing:
      `Python ${OLDEST.join('.')} or newer with venv and ensurepip (pip) is needed to train and was ` +
      `not found${found}: install it (Debian and Ubuntu: apt install python3 python3-venv; ` +
      'macOS: brew install python; Windows: winget install Python.Python.3.13)',
  };
}

interface Inspected {
  /** Major and minor. */
  readonly version: readonly number[];
  /** Of {@link MODULES}. */
  readonly lacking: readonly string[];
}

/** @returns undefined when there is no such program, or it is no Python 3 */
async function inspect(
  command: string,
  env: Record<string, string>,
): Promise<Inspected | undefined> {
  let line = '';
  const exit = await runProgram({
    command,
    args: ['-c', PROBE, ...MODULES],
    env,
    signal: AbortSignal.timeout(20_000),
    graceMs: 0,
    onLine: (text) => {
      line = text;
    },
  }).catch(() => undefined); // it did not answer in time
  if (exit?.code !== 0) return undefined;
  const [major, minor, ...lacking] = line.split(' ');
  return { version: [Number(major), Number(minor)], lacking };
}

function isNewEnough([major = 0, minor = 0]: readonly number[]): boolean {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
