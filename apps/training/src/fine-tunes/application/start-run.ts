import type { PlacementWish } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import type { TrainingRun } from '../domain/training-run.js';
import { AnswerRequesters } from './answer-requesters.js';
import { FindAdapter } from './find-adapter.js';
import { FineTuneOrders } from './fine-tune-orders.js';
import { DetachedTrainer, type FineTuneInHand, TrainingRuns } from './ports.js';

/** Answers those who wait with an adapter that is there, or hands a run over. */
@Injectable()
export class StartRun {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly trainer: DetachedTrainer,
    private readonly orders: FineTuneOrders,
    private readonly findAdapter: FindAdapter,
    private readonly answer: AnswerRequesters,
  ) {}

  /**
   * @returns the run that was handed over; undefined where the adapter was there
   * @throws DomainError as planning and handing over do
   */
  async execute(inHand: FineTuneInHand, signal: AbortSignal): Promise<TrainingRun | undefined> {
    const earlier = await this.findAdapter.execute(inHand.id);
    const identified = await this.orders.identified(inHand, signal);
    if (earlier) {
      await this.answer.reused(inHand, identified, earlier, signal);
      return undefined;
    }
    const { placement } = await this.trainer.plan(identified, wishOf(inHand));
    const run = await this.runs.begin(inHand.id, placement);
    return this.handOver(inHand, run, signal);
  }

  /** Hands a run over that is there already; one that was handed over before is found. */
  async handOver<R extends TrainingRun>(
    inHand: FineTuneInHand,
    run: R,
    signal: AbortSignal,
  ): Promise<R> {
    const identified = await this.orders.identified(inHand, signal);
    const order = await this.orders.order(identified, signal);
    const externalId = await this.trainer.submit(run, order, signal);
    await this.runs.setSubmitted(run, externalId);
    return { ...run, externalId };
  }
}

/** The first who asked decides where to train. */
function wishOf({ waiting }: FineTuneInHand): PlacementWish {
  return waiting[0]?.placement ?? {};
}
