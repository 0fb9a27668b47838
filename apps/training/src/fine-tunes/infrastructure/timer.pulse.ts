import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Pulse } from '../application/ports.js';

/** Progress is published no more often than this. */
const PERIOD_MS = 2_000;

@Injectable()
export class TimerPulse extends Pulse {
  private readonly logger = new Logger(TimerPulse.name);

  override async during<T>(work: () => Promise<T>, tick: () => Promise<void>): Promise<T> {
    const done = new AbortController();
    const ticking = this.tickUntil(done.signal, tick);
    try {
      return await work();
    } finally {
      done.abort();
      await ticking;
    }
  }

  // A tick that fails (the database is away for a moment) is made good by the next one.
  private async tickUntil(signal: AbortSignal, tick: () => Promise<void>): Promise<void> {
    for (;;) {
      await sleep(PERIOD_MS, undefined, { signal }).catch(() => undefined); // woken to end
      if (signal.aborted) return;
      await tick().catch((error: unknown) => {
        this.logger.warn({ msg: 'progress was not reported', reason: reasonOf(error) });
      });
    }
  }
}
