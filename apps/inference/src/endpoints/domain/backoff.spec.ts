import { backoffMs, MAX_RETRY_AFTER_MS, retryAfterMs } from './backoff.js';

describe(backoffMs.name, () => {
  it('doubles its range from try to try, up to 20 seconds', () => {
    const longest = [1, 2, 3, 10].map((tries) => backoffMs(tries, 500, 1));
    expect(longest).toEqual([500, 1_000, 2_000, 20_000]);
  });

  it('is spread over the whole range', () => {
    expect([0, 0.25, 0.5].map((random) => backoffMs(1, 1_000, random))).toEqual([0, 250, 500]);
  });
});

describe(retryAfterMs.name, () => {
  const NOW = Date.parse('2026-01-01T00:00:00Z');

  it('reads seconds and dates', () => {
    expect(retryAfterMs('1.5', NOW)).toBe(1_500);
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:07 GMT', NOW)).toBe(7_000);
  });

  it('is never longer than the cap nor below zero', () => {
    expect(retryAfterMs('86400', NOW)).toBe(MAX_RETRY_AFTER_MS);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', NOW)).toBe(0);
  });

  it('is unknown where the header is absent or no time', () => {
    expect([undefined, '', 'soon'].map((header) => retryAfterMs(header, NOW))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
