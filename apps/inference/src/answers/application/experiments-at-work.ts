/** What this process is working on, so that cancelling an experiment stops its calls at once. */
export class ExperimentsAtWork {
  private readonly running = new Map<string, Set<AbortController>>();

  /** Runs `work` with a signal that fires when the outer one does or the experiment is cancelled. */
  async run<T>(
    experimentId: string,
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const own = new AbortController();
    const peers = this.running.get(experimentId) ?? new Set();
    this.running.set(experimentId, peers.add(own));
    try {
      return await work(AbortSignal.any([outer, own.signal]));
    } finally {
      peers.delete(own);
      if (peers.size === 0) this.running.delete(experimentId);
    }
  }

  cancel(experimentId: string): void {
    for (const controller of this.running.get(experimentId) ?? []) controller.abort();
  }
}
