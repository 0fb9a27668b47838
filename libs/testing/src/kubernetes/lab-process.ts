import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

const TAIL_LINES = 8;
const STOP_MS = 8_000;

/** One part of the control plane. */
export class LabProcess {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  static start(binary: string, name: string, args: readonly string[], folder: string): LabProcess {
    const child = spawn(binary, [name, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = `${folder}/${name}.log`;
    const file = createWriteStream(log, { flags: 'a' });
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    child.once('close', () => file.end());
    return new LabProcess(name, child, log);
  }

  /** Waits until `url` answers 200. @throws Error with the end of its log when it ends before */
  async ready(url: string, seconds = 60): Promise<void> {
    const until = Date.now() + seconds * 1000;
    while (!(await answersOk(url))) {
      if (this.child.exitCode !== null || Date.now() > until) {
        const tail = (await readFile(this.log, 'utf8')).trim().split('\n').slice(-TAIL_LINES);
        throw new Error(`${this.name} did not come up:\n${tail.join('\n')}`);
      }
      await sleep(50);
    }
  }

  /** Asks it to end, then kills it. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

// Their certificates are made when they start; who answers on the loopback is known.
async function answersOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(url, { rejectUnauthorized: false, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => {
      resolve(false);
    });
    asked.end();
  });
}
