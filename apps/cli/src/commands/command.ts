import { once } from 'node:events';

/** What every command is given. */
export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  /** Progress and notes; results go to `stdout`. */
  readonly stderr: NodeJS.WriteStream;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Writes a line of result. */
export function print({ stdout }: CommandContext, text = ''): void {
  stdout.write(`${text}\n`);
}

/** Writes a line beside the result. */
export function note({ stderr }: CommandContext, text: string): void {
  stderr.write(`${text}\n`);
}

/** Waits for Ctrl-C. */
export async function untilInterrupted({ signal }: CommandContext): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
