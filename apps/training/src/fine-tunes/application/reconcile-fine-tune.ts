import type { PlacementWish } from '@equipoise/contracts';
import { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { StoppedEarlyError } from '../domain/fine-tunes.errors.js';
import type { RunState, TrainingRun } from '../domain/training-run.js';
import { AnswerRequesters } from './answer-requesters.js';
import { FindAdapter } from './find-adapter.js';
import { type IdentifiedFineTune, IdentifyFineTune } from './identify-fine-tune.js';
import {
  DetachedTrainer,
  type FineTuneInHand,
  type OpenRun,
  type TrainingOrder,
  TrainingRuns,
} from './ports.js';
import { ReadTrainingExamples } from './read-training-examples.js';
import { RunProgress } from './run-progress.js';

/** Why a run is ended that every requester has cancelled; a later requester gets a new one. */
const UNWANTED = 'nobody waits for it any more';

/**
 * Brings one fine-tune of a detached back end a step further, from whatever state it is in: what
 * was interrupted at any point is found and finished by the next call.
 */
@Injectable()
export class ReconcileFineTune {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly trainer: DetachedTrainer,
    private readonly identify: IdentifyFineTune,
    private readonly examples: ReadTrainingExamples,
    private readonly findAdapter: FindAdapter,
    private readonly answer: AnswerRequesters,
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
    if (inHand.run?.externalId) await this.trainer.cancel(inHand.run, signal);
    this.progress.forget(fineTuneId);
    await this.answer.failed(inHand, error);
  }

  private async goOn(inHand: FineTuneInHand, signal: AbortSignal): Promise<number | undefined> {
    const { run, waiting } = inHand;
    if (run) return this.follow(inHand, run, signal);
    return waiting.length > 0 ? this.start(inHand, signal) : undefined;
  }

  private async start(inHand: FineTuneInHand, signal: AbortSignal): Promise<number | undefined> {
    const earlier = await this.findAdapter.execute(inHand.id);
    if (earlier) {
      const identified = await this.identified(inHand, signal);
      await this.answer.reused(inHand, identified, earlier, signal);
      return undefined;
    }
    const identified = await this.identified(inHand, signal);
    const { placement } = await this.trainer.plan(identified, wishOf(inHand));
    const run = await this.runs.begin(inHand.id, placement);
    const submitted = await this.submit(run, identified, signal);
    // What happened while it was handed over was told of nobody's run.
    return this.follow(inHand, { ...submitted, stopReason: '', report: undefined }, signal);
  }

  private async submit(
    run: TrainingRun,
    identified: IdentifiedFineTune,
    signal: AbortSignal,
  ): Promise<TrainingRun> {
    const order = await this.orderOf(identified, signal);
    const externalId = await this.trainer.submit(run, order, signal);
    await this.runs.setSubmitted(run, externalId);
    return { ...run, externalId };
  }

  private async follow(
    inHand: FineTuneInHand,
    run: OpenRun,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const isWanted = inHand.waiting.length > 0;
    if (run.externalId === '') {
      // Cut short between making the run and knowing that it was handed over: handing over again
      // finds what is there, and what nobody wants is swept away.
      if (!isWanted) {
        await this.answer.cancelled(inHand, run);
        return undefined;
      }
      const submitted = await this.submit(run, await this.identified(inHand, signal), signal);
      return this.follow(inHand, { ...run, ...submitted }, signal);
    }
    if (!isWanted && run.stopReason === '') {
      await this.runs.setStopReason(run, UNWANTED);
      await this.trainer.cancel(run, signal);
    }
    const observation = await this.trainer.observe(run, signal);
    const gpuSeconds = await this.runs.record(run, observation);
    const { state } = observation;
    if (state.kind === 'open') {
      await this.progress.show(inHand, run, observation);
      await this.keepToBudget(inHand, run, gpuSeconds, signal);
      return state.againSeconds;
    }
    this.progress.forget(inHand.id);
    await this.conclude(inHand, run, state, signal);
    return undefined;
  }

  private async conclude(
    inHand: FineTuneInHand,
    run: OpenRun,
    state: Exclude<RunState, { kind: 'open' }>,
    signal: AbortSignal,
  ): Promise<void> {
    if (state.kind === 'succeeded') {
      const identified = await this.identified(inHand, signal);
      const order = await this.orderOf(identified, signal);
      const trained = await this.trainer.collect(run, order, signal);
      await this.answer.succeeded(inHand, run, { identified, trained }, signal);
    } else if (state.kind === 'failed') {
      await this.answer.failed(inHand, state.error);
    } else if (inHand.waiting.length > 0 && run.stopReason !== UNWANTED) {
      await this.answer.failed(
        inHand,
        new StoppedEarlyError(run.stopReason || 'somebody else cancelled it at its back end'),
      );
    } else {
      await this.answer.cancelled(inHand, run);
    }
  }

  private async keepToBudget(
    { waiting }: FineTuneInHand,
    run: OpenRun,
    gpuSeconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (waiting.length === 0 || run.stopReason !== '') return;
    // One requester without a limit pays for all.
    const most = Math.max(...waiting.map(({ placement }) => placement.maxGpuHours ?? Infinity));
    if (gpuSeconds < most * 3600) return;
    await this.runs.setStopReason(
      run,
      `its ${(gpuSeconds / 3600).toFixed(2)} GPU-hours have used up placement.maxGpuHours (${most})`,
    );
    await this.trainer.cancel(run, signal);
  }

  private async identified(
    { id, spec }: FineTuneInHand,
    signal: AbortSignal,
  ): Promise<IdentifiedFineTune> {
    const { base } = await this.identify.execute(spec, signal);
    return { fineTuneId: id, spec, base };
  }

  private async orderOf(
    identified: IdentifiedFineTune,
    signal: AbortSignal,
  ): Promise<TrainingOrder> {
    return { ...identified, examples: await this.examples.execute(identified.spec, signal) };
  }
}

/** The first who asked decides where to train. */
function wishOf({ waiting }: FineTuneInHand): PlacementWish {
  return waiting[0]?.placement ?? {};
}
