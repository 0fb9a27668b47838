import type { Generation } from '../domain/generation.js';

/** A generation that someone in this process is getting right now. */
export interface Flight {
  readonly key: string;
  readonly landed: Promise<Generation>;
  readonly land: (generation: Generation) => void;
  readonly crash: (error: Error) => void;
}

/** Sees to it that what several batches want at once is bought once. */
export class Flights {
  private readonly inAir = new Map<string, Flight>();

  /** The flight of a key: a new one, which is the caller's to end, or the one under way. */
  board(key: string): { flight: Flight; isPilot: boolean } {
    const existing = this.inAir.get(key);
    if (existing) return { flight: existing, isPilot: false };
    const { promise, resolve, reject } = Promise.withResolvers<Generation>();
    // Nobody need be waiting for a flight that fails.
    promise.catch(() => undefined);
    const flight: Flight = {
      key,
      landed: promise,
      land: (generation) => {
        this.leave(flight);
        resolve(generation);
      },
      crash: (error) => {
        this.leave(flight);
        reject(error);
      },
    };
    this.inAir.set(key, flight);
    return { flight, isPilot: true };
  }

  private leave(flight: Flight): void {
    if (this.inAir.get(flight.key) === flight) this.inAir.delete(flight.key);
  }
}
