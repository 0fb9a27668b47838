import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Ticker } from '../application/ports.js';

@Injectable()
export class TimerTicker extends Ticker {
  override readonly log = new Logger('Runs');

  override async once(seconds: number, signal: AbortSignal, tick: () => void): Promise<void> {
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined); // woken to end
    if (!signal.aborted) tick();
  }

  override async every(
    seconds: number,
    signal: AbortSignal,
    tick: () => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      await tick().catch((error: unknown) => {
        if (!signal.aborted) {
          this.log.warn({ msg: 'failed, comes again', seconds, reason: reasonOf(error) });
        }
      });
      await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined); // woken to end
    }
  }
}
