/** A queue between those who produce results and the one who takes them, in order of arrival. */
export class Outbox<T> {
  private readonly items: T[] = [];
  private error: Error | undefined;
  private ended = false;
  private wake: (() => void) | undefined;

  /** @param onTaken called after each item that was taken */
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

  /** @throws the error given to `fail` */
  async *take(): AsyncGenerator<T> {
    for (;;) {
      if (this.error) throw this.error;
      const item = this.items.shift();
      if (item !== undefined) {
        yield item;
        this.onTaken();
      } else if (this.ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        this.wake = undefined;
      }
    }
  }
}
