import { CallCancelledError } from '../domain/model-call.errors.js';

/** Lets callers through in the order they came, one by one as long as it is open. */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private inside = 0;

  /** @param isOpen whether one more may enter, given how many are inside */
  constructor(private readonly isOpen: (inside: number) => boolean) {}

  /** Whether somebody stands before it. */
  get isAwaited(): boolean {
    return this.waiting.length > 0;
  }

  /**
   * Waits to be let through; whoever enters must `leave`.
   *
   * @throws CallCancelledError when the signal fires first
   */
  async enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CallCancelledError();
    if (!this.isAwaited && this.isOpen(this.inside)) {
      this.inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new CallCancelledError());
      };
      const enter = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.inside += 1;
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(enter);
    });
  }

  leave(): void {
    this.inside -= 1;
    this.admit();
  }

  /** Lets in who may enter; to be called when it may have opened. */
  admit(): void {
    while (this.isAwaited && this.isOpen(this.inside)) this.waiting.shift()?.();
  }
}
