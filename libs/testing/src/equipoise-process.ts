import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const CLI = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
/** Of Node, as `tools/setup.mjs` sets them. */
export const NODE_FLAGS = ['--max-semi-space-size=32'];

/** The command line as it was built. @throws Error when it was not */
export function builtCli(): string {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run "npm run build" first`);
  return CLI;
}

/** What a finished command gave. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line on a home folder of its own, as a user would run it. */
export class EquipoiseCommands {
  private server: ChildProcess | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv) {
    builtCli();
  }

  /** Runs one command to its end. */
  run(...args: string[]): Promise<CommandResult> {
    const child = this.spawn(args);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => {
        resolve({ exitCode, stdout, stderr });
      });
    });
  }

  /** Starts `equipoise up` on a free port. @returns the base URL of its REST API */
  async up(): Promise<string> {
    const child = this.spawn(['up', '--port', '0']);
    this.server = child;
    let output = '';
    return new Promise((resolve, reject) => {
      const look = (text: Buffer): void => {
        output += text.toString();
        const [, url] = /listens on (http:\S+)/.exec(output) ?? [];
        if (url) resolve(url);
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('exit', (code) => {
        reject(new Error(`equipoise up ended with ${code ?? 'a signal'}:\n${output.slice(-4000)}`));
      });
    });
  }

  /** Ends `equipoise up` and waits for it: by Ctrl-C, or without a word. */
  async down(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    const child = this.server;
    this.server = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  private spawn(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [...NODE_FLAGS, CLI, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
