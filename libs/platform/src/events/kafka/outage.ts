import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import type { Logger } from '@nestjs/common';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** One stretch of time without the broker: said once when it begins and once when it ends. */
export class Outage {
  private tries = 0;
  private since = 0;

  constructor(
    private readonly logger: Logger,
    private readonly what: string,
  ) {}

  /** Waits before the next try, longer each time; ends early when `signal` does. */
  async wait(error: unknown, signal: AbortSignal): Promise<void> {
    if (this.tries === 0) {
      this.since = Date.now();
      this.logger.warn({ msg: `${this.what}: Kafka does not answer`, reason: reasonOf(error) });
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries);
    this.tries += 1;
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }

  over(): void {
    if (this.tries === 0) return;
    const seconds = Math.round((Date.now() - this.since) / 1000);
    this.logger.log({ msg: `${this.what}: Kafka answers again`, afterSeconds: seconds });
    this.tries = 0;
  }
}
