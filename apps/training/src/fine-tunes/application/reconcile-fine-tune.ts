import { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { TrainerFailedError } from '../domain/fine-tunes.errors.js';
import { ConcludeRun } from './conclude-run.js';
import {
  DetachedTrainer,
  type FineTuneInHand,
  type OpenRun,
  TrainingRuns,
  UNWANTED,
} from './ports.js';
import { RunProgress } from './run-progress.js';
import { StartRun } from './start-run.js';

/**
 * Brings one fine-tune of a detached back end a step further, from whatever state it is in: what
 * was interrupted at any point is found and finished by the next call.
 */
@Injectable()
export class ReconcileFineTune {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly trainer: DetachedTrainer,
    private readonly startRun: StartRun,
    private readonly concludeRun: ConcludeRun,
    private readonly progress: RunProgress,
  ) {}

  /**
   * @returns seconds after which to call again even if nothing tells of a change
   * @throws Error when something is out of reach; calling again later goes on
   */
  async execute(fineTuneId: string, signal: AbortSignal): Promise<number | undefined> {
    const inHand = await this.runs.find(fineTuneId);
    if (!inHand) return undefined;
    for (const run of inHand.unreleased) {
      await this.trainer.release(run, signal);
      await this.runs.setReleased(run);
    }
    try {
      return await this.goOn(inHand, signal);
    } catch (error) {
      // Waiting mends no refusal: whoever asked is told now.
      if (!(error instanceof DomainError) || error.retryable || error.kind === 'cancelled') {
        throw error;
      }
      await this.fail(fineTuneId, error, signal);
      return undefined;
    }
  }

  /** Shows why a fine-tune is not brought further now. */
  async tellObstacle(fineTuneId: string, reason: string): Promise<void> {
    const inHand = await this.runs.find(fineTuneId);
    if (inHand) await this.progress.tell(inHand, `waits for its next try: ${reason}`);
  }

  /** Ends a fine-tune that nothing helps. */
  async fail(fineTuneId: string, error: DomainError, signal: AbortSignal): Promise<void> {
    const inHand = await this.runs.find(fineTuneId);
    if (!inHand) return;
    this.progress.forget(fineTuneId);
    await this.concludeRun.hopeless(inHand, error, signal);
  }

  private async goOn(inHand: FineTuneInHand, signal: AbortSignal): Promise<number | undefined> {
    const { run, waiting } = inHand;
    if (run) return this.takeUp(inHand, run, signal);
    if (waiting.length === 0) return undefined;
    const started = await this.startRun.execute(inHand, signal);
    // What happened while it was handed over was told of nobody's run.
    return (
      started && this.follow(inHand, { ...started, stopReason: '', report: undefined }, signal)
    );
  }

  private async takeUp(
    inHand: FineTuneInHand,
    run: OpenRun,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (run.externalId !== '') return this.follow(inHand, run, signal);
    // Cut short between making the run and knowing that it was handed over: handing over again
    // finds what is there, and what nobody wants is swept away.
    if (inHand.waiting.length > 0) {
      return this.follow(inHand, await this.startRun.handOver(inHand, run, signal), signal);
    }
    await this.concludeRun.dropped(inHand, run);
    return undefined;
  }

  private async follow(
    inHand: FineTuneInHand,
    run: OpenRun,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (inHand.waiting.length === 0) await this.stop(run, UNWANTED, signal);
    const observation = await patiently(this.trainer.observe(run, signal));
    const gpuSeconds = await this.runs.record(run, observation);
    const { state } = observation;
    if (state.kind === 'open') {
      await this.progress.show(inHand, run, observation);
      await this.keepToBudget(inHand, run, gpuSeconds, signal);
      return state.againSeconds;
    }
    this.progress.forget(inHand.id);
    await this.concludeRun.execute(inHand, run, state, signal);
    return undefined;
  }

  private async keepToBudget(
    { waiting }: FineTuneInHand,
    run: OpenRun,
    gpuSeconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (waiting.length === 0) return;
    // One requester without a limit pays for all.
    const most = Math.max(...waiting.map(({ placement }) => placement.maxGpuHours ?? Infinity));
    if (gpuSeconds < most * 3600) return;
    const used = (gpuSeconds / 3600).toFixed(2);
    const reason = `its ${used} GPU-hours have used up placement.maxGpuHours (${most})`;
    await this.stop(run, reason, signal);
  }

  /** Asks a run to end, once. */
  private async stop(run: OpenRun, reason: string, signal: AbortSignal): Promise<void> {
    if (run.stopReason !== '') return;
    // In this order: what cannot be asked now is asked again.
    await patiently(this.trainer.cancel(run, signal));
    await this.runs.setStopReason(run, reason);
  }
}

/**
 * A run that goes on is not given up because its back end will not be asked now: whatever it refuses
 * (rights that were taken away, a key that has changed) may be mended while the run trains.
 */
async function patiently<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DomainError) || error.retryable) throw error;
    throw new TrainerFailedError(error.message);
  }
}
