import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One run of a process. Its number may belong to another one later; the moment it began tells which. */
export interface ProcessRun {
  readonly pid: number;
  /** When it began, in whatever unit the system gives; undefined where the system does not say. */
  readonly startedAt?: string | undefined;
}

/** The run that has a number now; undefined when none has. */
export async function runOf(pid: number): Promise<ProcessRun | undefined> {
  if (!exists(pid)) return undefined;
  const fields = await statFields(pid);
  if (fields) return fields.state === 'Z' ? undefined : { pid, startedAt: fields.start };
  const startedAt = await startByPs(pid);
  return exists(pid) ? { pid, startedAt } : undefined; // it may have ended while we looked
}

/** The run of this process. */
export async function ownRun(): Promise<ProcessRun> {
  return (await runOf(process.pid)) ?? { pid: process.pid };
}

/** Whether a run goes on. Where the system does not say when processes begin, the number alone decides. */
export async function isRunning({ pid, startedAt }: ProcessRun): Promise<boolean> {
  const now = await runOf(pid);
  if (now?.startedAt === undefined || startedAt === undefined) return now !== undefined;
  return now.startedAt === startedAt;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is another user's
  }
}

/** What Linux says of a process (proc(5), `/proc/[pid]/stat`); undefined on other systems. */
async function statFields(
  pid: number,
): Promise<{ state: string | undefined; start: string | undefined } | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Fields after the program's name, which may hold spaces: state is the third, start the 22nd.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return undefined; // no such system, or no such process any more
  }
}

async function startByPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined; // Windows has no ps
  }
}
