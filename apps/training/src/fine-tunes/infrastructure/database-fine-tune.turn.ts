import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { FineTuneTurn } from '../application/ports.js';
import { TrainingConfig } from '../../training.config.js';

const LOOK_AGAIN_MS = 500;

/**
 * Slots of this process, and one advisory lock of PostgreSQL per fine-tune: a session holds it, so a
 * process that is killed gives it back.
 */
@Injectable()
export class DatabaseFineTuneTurn extends FineTuneTurn {
  private busy = 0;

  constructor(
    private readonly database: Database,
    private readonly config: TrainingConfig,
  ) {
    super();
  }

  override async take<T>(
    fineTuneId: string,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    while (this.busy >= this.config.TRAINING_CONCURRENCY) {
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    }
    this.busy += 1;
    try {
      return await this.alone(fineTuneId, signal, work);
    } finally {
      this.busy -= 1;
    }
  }

  private async alone<T>(id: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const session = this.database.source.createQueryRunner();
    const key = `fine-tune ${id}`;
    try {
      while (!(await tryLock(session, key))) {
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
      }
      try {
        return await work();
      } finally {
        await session.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]);
      }
    } finally {
      await session.release();
    }
  }
}

async function tryLock(
  session: { query(sql: string, parameters: string[]): Promise<unknown> },
  key: string,
): Promise<boolean> {
  const [row] = (await session.query(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
    [key],
  )) as { held: boolean }[];
  return row?.held === true;
}
