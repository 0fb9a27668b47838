/** Longest pause that a `Retry-After` header can impose, milliseconds. */
const MAX_RETRY_AFTER_MS = 60_000;
/** Longest wait before another try where the provider names none, milliseconds. */
const MAX_BACKOFF_MS = 20_000;
const FIRST_BACKOFF_MS = 500;

/**
 * The wait that a `Retry-After` header asks for, milliseconds, at most a minute.
 *
 * @param header seconds or an HTTP date
 * @param nowMs the time, milliseconds since 1970
 * @returns undefined when there is no header or it cannot be read
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, wait));
}

/**
 * Wait before the next try, milliseconds: what the provider asks for, or twice as long as before.
 *
 * @param tries made so far, >= 1
 */
export function pauseMs(tries: number, askedMs: number | undefined): number {
  return askedMs ?? Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
}
