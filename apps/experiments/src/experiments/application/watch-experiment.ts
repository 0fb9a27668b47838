import { Injectable } from '@nestjs/common';
import { hasEnded } from '../domain/experiment.js';
import { ExperimentNotFoundError } from '../domain/experiments.errors.js';
import { EventLog, type ExperimentEvent } from './ports/journal-ports.js';
import { ExperimentStore } from './ports/stores.js';

const BATCH = 500;

/** What is said about one experiment, from the moment it is followed. */
export interface News {
  /** Resolves when something was said since the last call, after a while, or when `signal` fires. */
  next(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Tells when there is something new in an event log. */
export abstract class ExperimentNews {
  abstract follow(experimentId: string): News;
}

@Injectable()
export class WatchExperiment {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly log: EventLog,
    private readonly news: ExperimentNews,
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
    // Followed before the log is read for the first time: nothing is said in between.
    const news = this.news.follow(experimentId);
    try {
      let last = afterEventId;
      while (!signal.aborted) {
        // Asked before the log is read: what an ended experiment had to say is then in the log.
        const isOver = await this.isOver(experimentId);
        for await (const event of this.unread(experimentId, last)) {
          yield event;
          last = event.id;
        }
        if (isOver) return;
        await news.next(signal);
      }
    } finally {
      news.close();
    }
  }

  private async *unread(
    experimentId: string,
    afterEventId: number,
  ): AsyncGenerator<ExperimentEvent> {
    let last: number | undefined = afterEventId;
    while (last !== undefined) {
      const events = await this.log.after(experimentId, last, BATCH);
      yield* events;
      last = events.length === BATCH ? events.at(-1)?.id : undefined;
    }
  }

  private async isOver(experimentId: string): Promise<boolean> {
    const experiment = await this.experiments.find(experimentId);
    if (!experiment) throw new ExperimentNotFoundError(experimentId);
    return hasEnded(experiment.status);
  }
}
