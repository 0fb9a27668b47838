import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { Adapter } from '../domain/fine-tune.js';
import { FindAdapter } from './find-adapter.js';
import { FineTuneWatch } from './fine-tune-watch.js';
import { type FineTuneRequest, FineTuneTurns, type FinishedAttempt } from './ports.js';
import { TrainAdapter, type TrainAdapterCommand } from './train-adapter.js';
import { WatchFineTune } from './watch-fine-tune.js';

export interface MakeAdapterCommand extends TrainAdapterCommand {
  readonly request: FineTuneRequest;
}

/** The adapter of an earlier run, or what a new one gave and how long it took. */
export type MadeAdapter =
  | { readonly reused: Adapter; readonly trained?: never }
  | ({ readonly reused?: never } & FinishedAttempt);

/** Trains when there is no adapter yet, in its turn, never twice at once. */
@Injectable()
export class MakeAdapter {
  constructor(
    private readonly findAdapter: FindAdapter,
    private readonly trainAdapter: TrainAdapter,
    private readonly watchFineTune: WatchFineTune,
    private readonly turns: FineTuneTurns,
    private readonly clock: Clock,
  ) {}

  /**
   * @param deliver stores and announces the adapter; whoever waits for the same fine-tune finds it
   *   done only afterwards
   */
  async execute(
    command: MakeAdapterCommand,
    signal: AbortSignal,
    deliver: (made: MadeAdapter) => Promise<void>,
  ): Promise<void> {
    const { fineTuneId, request } = command;
    const watch = new FineTuneWatch(this.clock);
    const run = { request, fineTuneId, watch, signal };
    const earlier = await this.watchFineTune.during(run, () =>
      this.findAdapter.execute(fineTuneId),
    );
    if (earlier) {
      await deliver({ reused: earlier });
      return;
    }
    watch.waiting('waiting for its turn to train');
    const turn = await this.watchFineTune.during(run, (stop) => this.turns.take(fineTuneId, stop));
    try {
      await deliver(
        await this.watchFineTune.during(run, (stop) => this.make(command, watch, stop)),
      );
    } finally {
      await turn.end();
    }
  }

  private async make(
    command: MakeAdapterCommand,
    watch: FineTuneWatch,
    stop: AbortSignal,
  ): Promise<MadeAdapter> {
    // Another request for the same fine-tune may have trained it while this one waited.
    const meanwhile = await this.findAdapter.execute(command.fineTuneId);
    if (meanwhile) return { reused: meanwhile };
    const trained = await this.trainAdapter.execute(command, watch, stop);
    return { trained, wallSeconds: watch.wallSeconds };
  }
}
