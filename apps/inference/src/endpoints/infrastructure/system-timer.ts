import { Timer } from '../application/ports.js';

export class SystemTimer extends Timer {
  override nowMs(): number {
    return Date.now();
  }

  override after(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  }

  override random(): number {
    return Math.random();
  }
}
