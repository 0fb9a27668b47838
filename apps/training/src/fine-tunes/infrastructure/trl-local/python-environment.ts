import { readFileSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';
import {
  BackendUnavailableError,
  OutOfResourcesError,
  TrainerFailedError,
} from '../../domain/fine-tunes.errors.js';
import { buildOnce, exists } from './build-once.js';
import { findPython } from './find-python.js';
import { HostEnvironment } from './host-environment.js';
import { PipProgress } from './pip-progress.js';
import { runProgram } from './program.js';
import { requireSuccess } from './program-failure.js';
import { REQUIREMENTS, TrlLocalFiles } from './trl-local.files.js';

/** Disk that a new environment takes, bytes: 5.2 GB where torch brings CUDA (Linux), 1.5 GB elsewhere. */
const NEEDED_BYTES = process.platform === 'linux' ? 6e9 : 2e9;
/** First pip that reports progress in a form that programs can read is 24.1. */
const PIP = 'pip>=24.1';

const PACKAGES: ReadonlyMap<string, string> = new Map(
  readFileSync(REQUIREMENTS, 'utf8')
    .split('\n')
    .filter((line) => line.includes('=='))
    .map((line) => line.split('==') as [string, string]),
);

/** The pinned packages in one line. */
export const PINNED_VERSIONS = [...PACKAGES]
  .map(([name, version]) => `${name} ${version}`)
  .join(', ');

const PROBE = `
import importlib.metadata as m, json, sys
def version(name):
    try: return m.version(name)
    except m.PackageNotFoundError: return None
print(json.dumps({name: version(name) for name in sys.argv[1:]}))`;

/** The Python that trains: one that the user names, or an environment of our own, made on first use. */
@Injectable()
export class PythonEnvironment {
  constructor(
    private readonly config: TrainingConfig,
    private readonly files: TrlLocalFiles,
    private readonly host: HostEnvironment,
  ) {}

  /** What is missing and how to get it; undefined when it is there or can be made. */
  async unavailableBecause(): Promise<string | undefined> {
    const { TRAINER_PYTHON } = this.config;
    if (TRAINER_PYTHON === undefined) {
      if (await exists(this.files.python)) return undefined;
      return (await findPython(this.host.with({}))).missing;
    }
    const versions = await this.versions(TRAINER_PYTHON);
    const wrong = [...PACKAGES].filter(([name, pin]) => versions[name]?.split('+')[0] !== pin);
    if (wrong.length === 0) return undefined;
    return (
      `TRAINER_PYTHON (${TRAINER_PYTHON}) lacks ${wrong.map((pin) => pin.join('==')).join(', ')}: ` +
      `run "${TRAINER_PYTHON} -m pip install -r ${REQUIREMENTS}", or unset it`
    );
  }

  /**
   * @param tell gets what is being done, for a person
   * @returns path of the interpreter
   * @throws BackendUnavailableError, OutOfResourcesError, TrainerFailedError
   */
  async ensure(tell: (detail: string) => void, signal: AbortSignal): Promise<string> {
    const missing = await this.unavailableBecause();
    if (missing !== undefined) throw new BackendUnavailableError(missing);
    if (this.config.TRAINER_PYTHON !== undefined) return this.config.TRAINER_PYTHON;
    await buildOnce(this.files.python, (folder) => this.install(folder, tell, signal));
    return pythonIn(this.files.python);
  }

  /** Versions of the trainer's packages as they are; null for one that is missing. */
  async versions(python: string): Promise<Record<string, string | null>> {
    let json = '{}';
    await runProgram({
      command: python,
      args: ['-c', PROBE, ...PACKAGES.keys()],
      env: this.host.with({}),
      signal: AbortSignal.timeout(60_000),
      graceMs: 0,
      onLine: (line) => {
        json = line;
      },
    }).catch(() => undefined); // it did not answer in time: as good as empty
    return JSON.parse(json) as Record<string, string | null>;
  }

  private async install(
    folder: string,
    tell: (detail: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { command, missing } = await findPython(this.host.with({}));
    if (missing !== undefined) throw new BackendUnavailableError(missing);
    await requireSpace(folder);
    tell('installing PyTorch, once: making a Python environment');
    const progress = new PipProgress();
    const run = async (what: string, program: string, args: string[]): Promise<void> => {
      const exit = await runProgram({
        ...{ command: program, args, signal },
        env: this.host.with({ PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' }),
        graceMs: this.config.TRAINER_GRACE_SECONDS * 1000,
        onLine: (line) => {
          const detail = args.includes('raw') ? progress.read(line) : undefined;
          if (detail !== undefined) tell(detail);
        },
      });
      requireSuccess(what, exit);
    };
    await run('making a Python environment', command, ['-m', 'venv', folder]);
    const python = pythonIn(folder);
    const install = ['-m', 'pip', 'install', '--progress-bar'];
    await run('updating pip', python, [...install, 'off', PIP]);
    const { TORCH_INDEX_URL: index } = this.config;
    if (index !== undefined) {
      const torch = ['--index-url', index, `torch==${PACKAGES.get('torch') ?? ''}`];
      await run('installing torch', python, [...install, 'raw', ...torch]).catch(
        (error: unknown) => {
          if (!(error instanceof TrainerFailedError)) throw error;
          tell(
            'installing PyTorch, once: TORCH_INDEX_URL does not have it, asking the default index',
          );
        },
      );
    }
    await run('installing the trainer', python, [...install, 'raw', '-r', REQUIREMENTS]);
  }
}

function pythonIn(folder: string): string {
  return process.platform === 'win32'
    ? join(folder, 'Scripts', 'python.exe')
    : join(folder, 'bin', 'python');
}

async function requireSpace(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const { bavail, bsize } = await statfs(dirname(folder));
  const freeBytes = bavail * bsize;
  if (freeBytes >= NEEDED_BYTES) return;
  throw new OutOfResourcesError(
    `PyTorch needs ${gigabytes(NEEDED_BYTES)} GB and ${gigabytes(freeBytes)} GB are free in ` +
      `${dirname(folder)}: free some space, or set EQUIPOISE_CACHE to a folder on another disk`,
  );
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
