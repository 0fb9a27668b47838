import { CallCancelledError } from '../domain/model-call.errors.js';

/** Permits for calls in flight, given out in the order asked for. */
export class Slots {
  private used = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(public capacity: number) {}

  /** @throws CallCancelledError when the signal fires first */
  async acquire(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CallCancelledError();
    if (this.used < this.capacity) {
      this.used += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new CallCancelledError());
      };
      const enter = (): void => {
        signal.removeEventListener('abort', abort);
        this.used += 1;
        resolve();
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.push(enter);
    });
  }

  release(): void {
    this.used -= 1;
    while (this.used < this.capacity && this.waiting.length > 0) this.waiting.shift()?.();
  }
}

/** The permits of each model, shared by all batches of this process. */
export class ModelSlots {
  private readonly slots = new Map<string, Slots>();

  of(model: string, capacity: number): Slots {
    const slots = this.slots.get(model) ?? new Slots(capacity);
    slots.capacity = capacity;
    this.slots.set(model, slots);
    return slots;
  }
}
