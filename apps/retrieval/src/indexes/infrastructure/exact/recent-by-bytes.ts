interface Sized {
  readonly sizeBytes: number;
}

/**
 * Keeps what was used last, up to a bound in bytes. The newest is kept even when it alone is larger,
 * or a large index could never be searched.
 */
export class RecentByBytes<V extends Sized> {
  private readonly loading = new Map<string, Promise<V>>();
  /** In order of use, the last used last. */
  private readonly kept = new Map<string, V>();

  constructor(private readonly maxBytes: number) {}

  /** The value kept under `key`, loaded where it is not; several who ask at once share one load. */
  async get(key: string, load: () => Promise<V>): Promise<V> {
    const kept = this.kept.get(key);
    if (kept) {
      this.keep(key, kept);
      return kept;
    }
    const under = this.loading.get(key) ?? this.load(key, load);
    this.loading.set(key, under);
    return under;
  }

  private async load(key: string, load: () => Promise<V>): Promise<V> {
    try {
      const value = await load();
      this.keep(key, value);
      return value;
    } finally {
      this.loading.delete(key);
    }
  }

  private keep(key: string, value: V): void {
    this.kept.delete(key);
    this.kept.set(key, value);
    let bytes = [...this.kept.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [oldest, { sizeBytes }] of this.kept) {
      if (bytes <= this.maxBytes || oldest === key) break;
      this.kept.delete(oldest);
      bytes -= sizeBytes;
    }
  }
}
