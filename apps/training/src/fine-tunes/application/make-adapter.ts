import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { Adapter } from '../domain/fine-tune.js';
import { FindAdapter } from './find-adapter.js';
import { FineTuneWatch } from './fine-tune-watch.js';
import { type FineTuneRequest, FineTuneTurn, type FinishedAttempt } from './ports.js';
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
    private readonly turn: FineTuneTurn,
    private readonly clock: Clock,
  ) {}

  async execute(command: MakeAdapterCommand, signal: AbortSignal): Promise<MadeAdapter> {
    const { fineTuneId, request } = command;
    const watch = new FineTuneWatch(this.clock);
    return this.watchFineTune.during({ request, fineTuneId, watch, signal }, async (stop) => {
      const earlier = await this.findAdapter.execute(fineTuneId);
      if (earlier) return { reused: earlier };
      watch.waiting('waiting for its turn to train');
      return this.turn.take(fineTuneId, stop, async () => {
        // Another request for the same fine-tune may have trained it meanwhile.
        const meanwhile = await this.findAdapter.execute(fineTuneId);
        if (meanwhile) return { reused: meanwhile };
        const trained = await this.trainAdapter.execute(command, watch, stop);
        return { trained, wallSeconds: watch.wallSeconds };
      });
    });
  }
}
