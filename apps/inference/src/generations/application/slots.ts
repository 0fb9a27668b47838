import { Gate } from './gate.js';

/** Permits for calls in flight, given out in the order asked for. */
export class Slots extends Gate {
  constructor(public capacity: number) {
    super((inside) => inside < this.capacity);
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
