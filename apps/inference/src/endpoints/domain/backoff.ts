/** Longest wait between two tries of one call, milliseconds. */
const MAX_BACKOFF_MS = 20_000;

/**
 * Wait before the next try: uniform in [0, base * 2^(tries - 1)], so that calls that failed together
 * do not come back together.
 *
 * @param tries made so far, >= 1
 * @param random uniform in [0, 1)
 * @source Brooker 2015, "Exponential Backoff and Jitter" (full jitter)
 */
export function backoffMs(tries: number, baseMs: number, random: number): number {
  return random * Math.min(MAX_BACKOFF_MS, baseMs * 2 ** (tries - 1));
}

/** Longest pause that a `Retry-After` header can impose, milliseconds. */
export const MAX_RETRY_AFTER_MS = 60_000;

/**
 * The wait that a `Retry-After` header asks for, milliseconds, at most `MAX_RETRY_AFTER_MS`.
 *
 * @param header seconds or an HTTP date
 * @param nowMs the time, milliseconds since 1970
 * @returns undefined when there is no header or it cannot be read
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1_000;
  return Number.isNaN(wait) ? undefined : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, wait));
}
