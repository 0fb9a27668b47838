/**
 * Runs `work` for keys, at most `atOnce` at a time and never two for the same key: a key that is
 * added while its work runs is worked on once more afterwards.
 */
export class KeyedQueue {
  /** Served before the others. */
  private readonly urgent = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();

  /** @param work must not throw */
  constructor(
    private readonly atOnce: number,
    private readonly work: (key: string) => Promise<void>,
  ) {}

  add(key: string, { urgent = false }: { readonly urgent?: boolean } = {}): void {
    if (urgent) {
      this.waiting.delete(key);
      this.urgent.add(key);
    } else if (!this.urgent.has(key)) {
      this.waiting.add(key);
    }
    this.next();
  }

  /** Resolves when nothing runs or waits. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private next(): void {
    for (const keys of [this.urgent, this.waiting]) {
      for (const key of keys) {
        if (this.running.size >= this.atOnce) return;
        if (this.running.has(key)) continue;
        keys.delete(key);
        const done = this.work(key).finally(() => {
          this.running.delete(key);
          this.next();
        });
        this.running.set(key, done);
      }
    }
  }
}
