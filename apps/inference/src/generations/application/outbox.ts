/** Most results that are handed out together. */
const MOST_AT_ONCE = 64;

/** A queue between those who produce results and the one who takes them, in order of arrival. */
export class Outbox<T> {
  private readonly items: T[] = [];
  private error: Error | undefined;
  private ended = false;
  private wake: (() => void) | undefined;

  /** @param onTaken called after items were taken */
  constructor(private readonly onTaken: () => void) {}

  get size(): number {
    return this.items.length;
  }

  push(item: T): void {
    this.items.push(item);
    this.wake?.();
  }

  /** What was pushed before is still given out. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** Ends at once; what was not taken is dropped. Only the first error counts. */
  fail(error: Error): void {
    this.error ??= error;
    this.wake?.();
  }

  /**
   * What is there, up to 64 at a time: results that are stored together are handed out together.
   *
   * @throws the error given to `fail`
   */
  async *take(): AsyncGenerator<T[]> {
    for (;;) {
      if (this.error) throw this.error;
      if (this.items.length > 0) {
        yield this.items.splice(0, MOST_AT_ONCE);
        this.onTaken();
      } else if (this.ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        this.wake = undefined;
        // More may be stored in this turn of the event loop.
        await new Promise(setImmediate);
      }
    }
  }
}
