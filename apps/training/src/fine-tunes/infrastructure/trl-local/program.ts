import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Lines of standard error that are kept for a failure's reason. */
const TAIL_LINES = 15;
/** Progress bars redraw themselves; they say nothing about a failure. */
const PROGRESS_BAR = /\d+%\||it\/s\]|examples\/s\]/;

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly cwd?: string;
  /** Ends the program. */
  readonly signal: AbortSignal;
  /** Time between asking it to end and killing it, milliseconds. */
  readonly graceMs: number;
  /** File that all its output is added to. */
  readonly logTo?: string;
  /** Gets each line of standard output. */
  readonly onLine?: (line: string) => void;
  /** Called once it runs. */
  readonly onStart?: (pid: number) => void;
}

/** How a program ended. */
export interface Exit {
  /** Absent when a signal ended it, or when it could not be started. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Last lines of standard error, or of standard output where that is empty; progress bars apart. */
  readonly tail: string;
}

/**
 * Runs a program to its end. Its standard input stays open for as long as this process lives.
 *
 * @throws the signal's reason when that ended it
 */
export async function runProgram(options: ProgramOptions): Promise<Exit> {
  const { command, args, env, cwd, signal } = options;
  signal.throwIfAborted();
  const child = spawn(command, args, {
    env,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (options.logTo !== undefined) keepLog(child, options.logTo);
  const [errors, output] = [keepTail(child.stderr), keepTail(child.stdout)];
  if (child.pid !== undefined) options.onStart?.(child.pid);
  createInterface({ input: child.stdout }).on('line', (line) => options.onLine?.(line));
  const endIt = (): void => {
    endProgram(child, options.graceMs);
  };
  signal.addEventListener('abort', endIt, { once: true });
  try {
    const exit = await exitOf(child);
    signal.throwIfAborted();
    return { ...exit, tail: exit.failure ?? (errors() || output()) };
  } finally {
    signal.removeEventListener('abort', endIt);
  }
}

async function exitOf(
  child: ChildProcess,
): Promise<{ code: number | undefined; signal: NodeJS.Signals | undefined; failure?: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({ code: undefined, signal: undefined, failure: error.message });
    });
    // `close`, not `exit`: its last words are still in the pipe at `exit`.
    child.once('close', (code, signal) => {
      resolve({ code: code ?? undefined, signal: signal ?? undefined });
    });
  });
}

function endProgram(child: ChildProcess, graceMs: number): void {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.once('close', () => {
    clearTimeout(timer);
  });
}

/** What cannot be written is not worth a training. */
function keepLog({ stdout, stderr }: ChildProcess, file: string): void {
  const log = createWriteStream(file, { flags: 'a' }).on('error', () => undefined);
  for (const stream of [stdout, stderr]) stream?.pipe(log, { end: false });
  stdout?.once('close', () => log.end());
}

function keepTail(stream: Readable): () => string {
  const lines: string[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    const text = line.split('\r').at(-1)?.trimEnd() ?? '';
    if (text === '' || PROGRESS_BAR.test(text)) return;
    lines.push(text);
    if (lines.length > TAIL_LINES) lines.shift();
  });
  return () => lines.join('\n');
}
