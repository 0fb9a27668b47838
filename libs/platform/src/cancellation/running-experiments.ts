import { Inject, Injectable } from '@nestjs/common';
import { CancelledExperimentsTable } from './cancelled-experiments.table.js';

/** How often a running chunk looks for a cancellation that another process was told of, milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** Stops work whose experiment was cancelled, and never begins it. */
@Injectable()
export class RunningExperiments {
  private readonly running = new Map<string, Set<AbortController>>();

  constructor(
    @Inject(CancelledExperimentsTable)
    private readonly cancelled: Pick<CancelledExperimentsTable, 'add' | 'has'>,
  ) {}

  /** Voids the experiment's work, here and (within seconds) in other processes. */
  async cancel(experimentId: string): Promise<void> {
    await this.cancelled.add(experimentId);
    this.abort(experimentId);
  }

  /**
   * Runs `work` unless or until its experiment is cancelled.
   *
   * @returns what `work` returns; undefined when the experiment was cancelled
   */
  async run<T>(
    experimentId: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    if (await this.cancelled.has(experimentId)) return undefined;
    const controller = this.enter(experimentId);
    const looking = setInterval(() => void this.look(experimentId), LOOK_EVERY_MS).unref();
    try {
      return await work(AbortSignal.any([signal, controller.signal]));
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      throw error;
    } finally {
      clearInterval(looking);
      this.leave(experimentId, controller);
    }
  }

  private enter(experimentId: string): AbortController {
    const controller = new AbortController();
    const controllers = this.running.get(experimentId) ?? new Set();
    this.running.set(experimentId, controllers.add(controller));
    return controller;
  }

  private leave(experimentId: string, controller: AbortController): void {
    const controllers = this.running.get(experimentId);
    controllers?.delete(controller);
    if (controllers?.size === 0) this.running.delete(experimentId);
  }

  private abort(experimentId: string): void {
    for (const controller of this.running.get(experimentId) ?? []) controller.abort();
  }

  private async look(experimentId: string): Promise<void> {
    // A look that fails is followed by another; the database's trouble shows where it is written to.
    const isCancelled = await this.cancelled.has(experimentId).catch(() => false);
    if (isCancelled) this.abort(experimentId);
  }
}
