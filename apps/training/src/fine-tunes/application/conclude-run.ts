import type { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { StoppedEarlyError } from '../domain/fine-tunes.errors.js';
import type { RunState } from '../domain/training-run.js';
import { AnswerRequesters } from './answer-requesters.js';
import { FineTuneOrders } from './fine-tune-orders.js';
import { DetachedTrainer, type FineTuneInHand, type OpenRun, UNWANTED } from './ports.js';

/** Makes of a run's end what those who wait are told. */
@Injectable()
export class ConcludeRun {
  constructor(
    private readonly trainer: DetachedTrainer,
    private readonly orders: FineTuneOrders,
    private readonly answer: AnswerRequesters,
  ) {}

  /** @throws DomainError when the adapter is not the one ordered, or inference will not have it */
  async execute(
    inHand: FineTuneInHand,
    run: OpenRun,
    state: Exclude<RunState, { kind: 'open' }>,
    signal: AbortSignal,
  ): Promise<void> {
    if (state.kind === 'succeeded') {
      const identified = await this.orders.identified(inHand, signal);
      const trained = await this.trainer.collect(run, identified, signal);
      await this.answer.succeeded(inHand, run, { identified, trained }, signal);
    } else if (state.kind === 'failed') {
      await this.answer.failed(inHand, state.error);
    } else if (inHand.waiting.length > 0 && run.stopReason !== UNWANTED) {
      const reason = run.stopReason || 'somebody else cancelled it at its back end';
      await this.answer.failed(inHand, new StoppedEarlyError(reason));
    } else {
      await this.answer.cancelled(inHand, run);
    }
  }

  /** A run that was never handed over, and that nobody wants any more. */
  async dropped(inHand: FineTuneInHand, run: OpenRun): Promise<void> {
    await this.answer.cancelled(inHand, run);
  }

  /** A fine-tune that nothing helps. */
  async hopeless(inHand: FineTuneInHand, error: DomainError, signal: AbortSignal): Promise<void> {
    if (inHand.run?.externalId) await this.trainer.cancel(inHand.run, signal);
    await this.answer.failed(inHand, error);
  }
}
