import type { EventDefinition, EventEnvelope } from '@equipoise/contracts';
import { SetMetadata } from '@nestjs/common';

/** A job that a handler is working on. */
export interface EventJob {
  /** Fires when the process stops or the job was given to another worker. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
  /**
   * Runs `work` and completes the job in one transaction: both happen or neither.
   *
   * @throws LostJobError when another worker has the job by now; `work` is then undone
   */
  commit(work: () => Promise<void>): Promise<void>;
}

export interface OnEventOptions {
  /**
   * `short` (default): the handler runs inside the transaction that completes the job.
   * `long`: the handler waits for models or GPUs; it runs outside any transaction and ends with
   * `job.commit(...)`.
   */
  readonly duration?: 'short' | 'long';
  /**
   * Jobs of this event handled at once by this process, or the name of the handler's property that
   * holds that number; default 2.
   */
  readonly concurrency?: number | string;
  /**
   * Name of the method that is told, in a transaction, that the event failed for good: after the
   * last try, or at once for an error that no retry can mend. It gets the envelope and the error.
   */
  readonly onFailed?: string;
}

export type EventHandler<P> = (event: EventEnvelope<P>, job: EventJob) => Promise<void>;

export interface EventSubscription extends OnEventOptions {
  readonly event: EventDefinition;
}

export const EVENT_SUBSCRIPTION = 'equipoise:event-subscription';

/** Marks a method of a provider or controller as the handler of an event. */
export function OnEvent<P>(
  event: EventDefinition<P>,
  options: OnEventOptions = {},
): <H extends EventHandler<P>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void {
  const subscription: EventSubscription = { ...options, event: event };
  return (target, key, descriptor) => {
    SetMetadata(EVENT_SUBSCRIPTION, subscription)(target, key, descriptor as PropertyDescriptor);
  };
}
