import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import { Database } from '@equipoise/platform';
import { Injectable, Logger } from '@nestjs/common';
import { Leadership } from '../../application/ports.js';

const LOOK_AGAIN_MS = 1_000;
/** How often the leader makes sure that it still is. */
const KEEP_MS = 2_000;

type Session = ReturnType<Database['source']['createQueryRunner']>;

/** An advisory lock of PostgreSQL: its session holds it, so a process that is killed gives it back. */
@Injectable()
export class AdvisoryLockLeadership extends Leadership {
  private readonly logger = new Logger(AdvisoryLockLeadership.name);

  constructor(private readonly database: Database) {
    super();
  }

  override async hold(
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      await this.once(work, signal).catch((error: unknown) => {
        if (!signal.aborted) {
          this.logger.warn({ msg: 'no longer the leader', reason: reasonOf(error) });
        }
      });
      await pause(LOOK_AGAIN_MS, signal);
    }
  }

  private async once(
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const session = this.database.source.createQueryRunner();
    try {
      while (!(await isTaken(session))) {
        await pause(LOOK_AGAIN_MS, signal);
        if (signal.aborted) return;
      }
      await this.lead(session, work, signal);
      await session.query(`SELECT pg_advisory_unlock(${KEY})`);
    } finally {
      await session.release();
    }
  }

  private async lead(
    session: Session,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    this.logger.log({ msg: 'leads: looks after all runs' });
    const lost = new AbortController();
    const ended = new AbortController();
    const keeping = keep(session, ended.signal).catch((error: unknown) => {
      lost.abort(error);
    });
    try {
      await work(AbortSignal.any([signal, lost.signal]));
    } finally {
      ended.abort();
      await keeping;
    }
    if (lost.signal.aborted) throw lost.signal.reason;
  }
}

const KEY = `hashtextextended('training runs', 0)`;

async function isTaken(session: Session): Promise<boolean> {
  const [row] = (await session.query(`SELECT pg_try_advisory_lock(${KEY}) AS held`)) as {
    held: boolean;
  }[];
  return row?.held === true;
}

/** @throws Error when the session, and with it the lock, is gone */
async function keep(session: Session, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await session.query('SELECT 1');
    await pause(KEEP_MS, ended);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined); // woken to end
}
