import type { Progress } from '../../domain/progress.js';

export type ExperimentEventType =
  'status' | 'progress' | 'warning' | 'guard' | 'cell' | 'wave' | 'verdicts';

/** Something a watcher is told. */
export interface ExperimentEvent {
  /** Rises within an experiment. */
  readonly id: number;
  readonly type: ExperimentEventType;
  readonly data: unknown;
  readonly occurredAt: Date;
}

export abstract class EventLog {
  abstract append(
    experimentId: string,
    type: ExperimentEventType,
    data: readonly unknown[],
  ): Promise<void>;
  /** In order, after the event with the given id; at most `limit`. */
  abstract after(experimentId: string, eventId: number, limit: number): Promise<ExperimentEvent[]>;
}

export abstract class ProgressReader {
  abstract of(experimentId: string): Promise<Progress>;
  /** As `of` for several at once, by experiment id. */
  abstract ofAll(experimentIds: readonly string[]): Promise<Map<string, Progress>>;
  /** When the last progress event was written. */
  abstract lastEventAt(experimentId: string): Promise<Date | null>;
  abstract setLastEventAt(experimentId: string, at: Date): Promise<void>;
}
