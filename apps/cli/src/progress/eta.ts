/** Estimates the time left from how fast things went lately. */
export class Eta {
  private readonly points: { atMs: number; done: number }[] = [];

  /** @param windowMs how far back the rate looks */
  constructor(private readonly windowMs = 60_000) {}

  /** @returns seconds left; undefined while nothing is known */
  seconds(done: number, total: number, nowMs: number): number | undefined {
    this.points.push({ atMs: nowMs, done });
    while (this.points.length > 2 && nowMs - (this.points[0]?.atMs ?? nowMs) > this.windowMs) {
      this.points.shift();
    }
    const [first] = this.points;
    if (!first || done <= first.done || nowMs <= first.atMs) return undefined;
    return ((total - done) * (nowMs - first.atMs)) / 1000 / (done - first.done);
  }
}

/** `45 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}
