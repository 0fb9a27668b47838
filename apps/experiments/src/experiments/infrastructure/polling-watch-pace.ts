import { setTimeout as sleep } from 'node:timers/promises';
import { WatchPace } from '../application/watch-experiment.js';

export class PollingWatchPace extends WatchPace {
  constructor(private readonly everyMs: number) {
    super();
  }

  override async pause(signal: AbortSignal): Promise<void> {
    const options = { signal, ref: false };
    await sleep(this.everyMs, undefined, options).catch(() => undefined); // woken when the watching ends
  }
}
