import { CallCancelledError } from '../../generations/index.js';
import { AimdLimit } from '../domain/aimd-limit.js';
import type { Timer } from './ports.js';

/** Lets as many calls of one endpoint through as it bears, in the order they come. */
export class EndpointLimiter {
  private readonly limit: AimdLimit;
  private readonly maxOf = new Map<string, number>();
  private readonly waiting: (() => void)[] = [];
  private inFlight = 0;
  private pausedUntilMs = 0;
  private alarm: (() => void) | undefined;

  constructor(
    private readonly timer: Timer,
    max: number,
  ) {
    this.limit = new AimdLimit(max);
  }

  /** The endpoint bears what is registered for its most generous model; each model keeps to its own. */
  register(model: string, max: number): void {
    if (this.maxOf.get(model) === max) return;
    this.maxOf.set(model, max);
    this.limit.setMax(Math.max(...this.maxOf.values()));
  }

  /** @throws CallCancelledError when the signal fires first */
  async acquire(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CallCancelledError();
    if (this.waiting.length === 0 && this.isOpen()) {
      this.inFlight += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new CallCancelledError());
      };
      const enter = (): void => {
        signal.removeEventListener('abort', abort);
        this.inFlight += 1;
        resolve();
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.push(enter);
      this.admit();
    });
  }

  release(): void {
    this.inFlight -= 1;
    this.admit();
  }

  succeeded(latencyMs: number): void {
    this.limit.succeeded(latencyMs);
  }

  /** @param pauseMs nobody is let through for so long */
  throttled(pauseMs: number): void {
    const now = this.timer.nowMs();
    this.limit.throttled(now);
    this.pausedUntilMs = Math.max(this.pausedUntilMs, now + pauseMs);
  }

  private isOpen(): boolean {
    return this.inFlight < this.limit.current && this.timer.nowMs() >= this.pausedUntilMs;
  }

  private admit(): void {
    while (this.waiting.length > 0 && this.isOpen()) this.waiting.shift()?.();
    const pauseMs = this.pausedUntilMs - this.timer.nowMs();
    if (this.waiting.length === 0 || pauseMs <= 0 || this.alarm) return;
    this.alarm = this.timer.after(pauseMs, () => {
      this.alarm = undefined;
      this.admit();
    });
  }
}
