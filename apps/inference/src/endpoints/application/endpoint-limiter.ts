import { Gate } from '../../generations/index.js';
import { AimdLimit } from '../domain/aimd-limit.js';
import type { Timer } from './ports.js';

/** Lets as many calls of one endpoint through as it bears, in the order they come. */
export class EndpointLimiter {
  private readonly limit: AimdLimit;
  private readonly maxOf = new Map<string, number>();
  private readonly gate = new Gate((inFlight) => this.isOpen(inFlight));
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
    const entered = this.gate.enter(signal);
    this.setAlarm();
    await entered;
  }

  release(): void {
    this.gate.leave();
    this.setAlarm();
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

  private isOpen(inFlight: number): boolean {
    return inFlight < this.limit.current && this.timer.nowMs() >= this.pausedUntilMs;
  }

  /** Nobody who leaves opens the gate after a pause. */
  private setAlarm(): void {
    const pauseMs = this.pausedUntilMs - this.timer.nowMs();
    if (!this.gate.isAwaited || pauseMs <= 0 || this.alarm) return;
    this.alarm = this.timer.after(pauseMs, () => {
      this.alarm = undefined;
      this.gate.admit();
      this.setAlarm();
    });
  }
}
