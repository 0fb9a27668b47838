/** Gathers single writes into batches; each caller waits until its own is done. */
export class WriteBehind<T> {
  private waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  /**
   * @param write stores a batch, all or nothing
   * @param delayMs longest wait for company
   * @param size items that are written without waiting
   */
  constructor(
    private readonly write: (items: T[]) => Promise<void>,
    private readonly delayMs: number,
    private readonly size: number,
  ) {}

  /** Resolves when the item is written. @throws what `write` threw */
  async add(item: T): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ item, done: resolve, failed: reject });
      if (this.waiting.length >= this.size) this.begin();
      else {
        this.timer ??= setTimeout(() => {
          this.begin();
        }, this.delayMs);
      }
    });
  }

  /** Writes what waits now. */
  async flush(): Promise<void> {
    this.begin();
    await this.writing;
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing ??= this.drain().finally(() => {
      this.writing = undefined;
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.size);
      try {
        await this.write(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
  }
}
