/**
 * Runs `work` for keys, at most `atOnce` at a time and never two for the same key: a key that is
 * added while its work runs is worked on once more afterwards.
 */
export class KeyedQueue {
  private readonly waiting = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();

  /** @param work must not throw */
  constructor(
    private readonly atOnce: number,
    private readonly work: (key: string) => Promise<void>,
  ) {}

  add(key: string): void {
    this.waiting.add(key);
    this.next();
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private next(): void {
    for (const key of this.waiting) {
      if (this.running.size >= this.atOnce) return;
      if (this.running.has(key)) continue;
      this.waiting.delete(key);
      const done = this.work(key).finally(() => {
        this.running.delete(key);
        this.next();
      });
      this.running.set(key, done);
    }
  }
}
