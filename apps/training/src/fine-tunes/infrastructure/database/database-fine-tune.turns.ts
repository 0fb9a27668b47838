import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { FineTuneTurns, type Turn } from '../../application/ports.js';
import { TrainingConfig } from '../../../training.config.js';

const LOOK_AGAIN_MS = 500;

/**
 * Slots of this process, and one advisory lock of PostgreSQL per fine-tune: a session holds it, so a
 * process that is killed gives it back.
 */
@Injectable()
export class DatabaseFineTuneTurns extends FineTuneTurns {
  private busy = 0;

  constructor(
    private readonly database: Database,
    private readonly config: TrainingConfig,
  ) {
    super();
  }

  override async take(fineTuneId: string, signal: AbortSignal): Promise<Turn> {
    while (this.busy >= this.config.TRAINING_CONCURRENCY) await pause(signal);
    this.busy += 1;
    try {
      const unlock = await this.lock(`fine-tune ${fineTuneId}`, signal);
      return {
        end: async () => {
          this.busy -= 1;
          await unlock();
        },
      };
    } catch (error) {
      this.busy -= 1;
      throw error;
    }
  }

  private async lock(key: string, signal: AbortSignal): Promise<() => Promise<void>> {
    const session = this.database.source.createQueryRunner();
    try {
      while (!(await tryLock(session, key))) await pause(signal);
    } catch (error) {
      await session.release();
      throw error;
    }
    return async () => {
      try {
        await session.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]);
      } finally {
        await session.release();
      }
    };
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined); // the next line says why
  signal.throwIfAborted();
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
