import { Injectable } from '@nestjs/common';
import { FineTuneCancelledError } from '../domain/fine-tunes.errors.js';
import type { FineTuneWatch } from './fine-tune-watch.js';
import {
  CancelledExperiments,
  FineTuneJournal,
  FineTuneRepository,
  type FineTuneRequest,
  Pulse,
} from './ports.js';

/** A run as it is watched. */
export interface WatchedRun {
  readonly request: FineTuneRequest;
  readonly fineTuneId: string;
  readonly watch: FineTuneWatch;
  /** Ends the run from outside: the service stops, or the job was given to another worker. */
  readonly signal: AbortSignal;
}

/** Tells the world how a run comes along, and the run when nobody wants it any more. */
@Injectable()
export class WatchFineTune {
  constructor(
    private readonly pulse: Pulse,
    private readonly journal: FineTuneJournal,
    private readonly repository: FineTuneRepository,
    private readonly cancelled: CancelledExperiments,
  ) {}

  /**
   * @param work gets a signal that also fires when the experiment is cancelled
   * @throws FineTuneCancelledError and whatever `work` throws
   */
  async during<T>(run: WatchedRun, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cancellation = new AbortController();
    const tick = async (): Promise<void> => {
      if (await this.cancelled.has(run.request.experimentId)) {
        cancellation.abort(new FineTuneCancelledError());
      } else {
        await this.report(run);
      }
    };
    const signal = AbortSignal.any([run.signal, cancellation.signal]);
    return this.pulse.during(async () => {
      await tick();
      signal.throwIfAborted();
      return work(signal);
    }, tick);
  }

  private async report({ request, fineTuneId, watch }: WatchedRun): Promise<void> {
    const update = watch.takeUpdate();
    if (!update) return;
    // A queued request must not hide what another request for the same fine-tune has under way.
    if (update.status !== 'queued') {
      await this.repository.setProgress(fineTuneId, update);
      await this.repository.setAttemptSeconds(fineTuneId, watch.wallSeconds);
    }
    await this.journal.progressed(request, fineTuneId, update);
  }
}
