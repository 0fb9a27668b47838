/** Weight of the newest latency in the running mean. */
const SMOOTHING = 0.2;
/** Assumed until the first call has been timed, milliseconds. */
const FIRST_LATENCY_MS = 1_000;

/**
 * How many calls an endpoint may have in flight, found by additive increase and multiplicative
 * decrease: halved when it throttles, one more after each window of successes.
 *
 * @source Chiu and Jain 1989, Computer Networks and ISDN Systems 17
 */
export class AimdLimit {
  private limit: number;
  private successes = 0;
  private cutAtMs = -Infinity;
  private latencyMs = FIRST_LATENCY_MS;

  /** @param max never exceeded, >= 1 */
  constructor(private max: number) {
    this.limit = max;
  }

  /** >= 1. */
  get current(): number {
    return this.limit;
  }

  /** A raised maximum is reached by successes, like any other increase. */
  setMax(max: number): void {
    this.max = max;
    this.limit = Math.min(this.limit, max);
  }

  succeeded(latencyMs: number): void {
    this.latencyMs += SMOOTHING * (latencyMs - this.latencyMs);
    this.successes += 1;
    if (this.successes < this.limit) return;
    this.successes = 0;
    this.limit = Math.min(this.max, this.limit + 1);
  }

  /** Refusals of calls that were in flight together count as one: at most one cut per latency. */
  throttled(nowMs: number): void {
    if (nowMs - this.cutAtMs < this.latencyMs) return;
    this.cutAtMs = nowMs;
    this.successes = 0;
    this.limit = Math.max(1, Math.floor(this.limit / 2));
  }
}
