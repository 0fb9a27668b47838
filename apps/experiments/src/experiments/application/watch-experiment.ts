import { Injectable } from '@nestjs/common';
import { hasEnded } from '../domain/experiment.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { EventLog, type ExperimentEvent } from './ports/journal-ports.js';
import { ExperimentStore } from './ports/stores.js';

const BATCH = 500;

/** Waits between two looks at the log. */
export abstract class WatchPace {
  /** Resolves after a while, or at once when `signal` fires. */
  abstract pause(signal: AbortSignal): Promise<void>;
}

@Injectable()
export class WatchExperiment {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly log: EventLog,
    private readonly pace: WatchPace,
  ) {}

  /**
   * Events after the one with the given id, then new ones until the experiment has ended or `signal`
   * fires.
   *
   * @throws ExperimentNotFoundError
   */
  async *execute(
    experimentId: string,
    afterEventId: number,
    signal: AbortSignal,
  ): AsyncGenerator<ExperimentEvent> {
    let last = afterEventId;
    while (!signal.aborted) {
      // Asked before the log is read: what an ended experiment had to say is then in the log.
      const isOver = await this.isOver(experimentId);
      let events: ExperimentEvent[];
      do {
        events = await this.log.after(experimentId, last, BATCH);
        yield* events;
        last = events.at(-1)?.id ?? last;
      } while (events.length === BATCH);
      if (isOver) return;
      await this.pace.pause(signal);
    }
  }

  private async isOver(experimentId: string): Promise<boolean> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    return hasEnded(experiment.status);
  }
}
