import type { Queue } from 'pg-boss';

export type QueueSettings = Omit<Queue, 'name'> & { readonly name: string };

/** Queue of the jobs that failed for good. */
export const DEAD_LETTERS = 'dead-letters';

/** How long what failed can be looked at and driven again. */
export const DEAD_LETTER_OPTIONS = { retentionSeconds: 90 * 24 * 3600 };

/** Tries after the first before an event is given up: with backoff about two minutes in all. */
export const RETRY_LIMIT = 6;

/** How long a finished job is remembered, and so a message that comes again is known, seconds. */
export const REMEMBERED_SECONDS = 14 * 24 * 3600;

export const jobsSchema = (service: string): string => `${service}_jobs`;

/** Settings of an event's queue, the same whoever creates it first. */
export function queueOptions(topic: string): QueueSettings {
  return {
    name: topic,
    retryLimit: RETRY_LIMIT,
    retryDelay: 1,
    retryDelayMax: 60,
    retryBackoff: true,
    // A worker that died is noticed by its missing heartbeat, however long the work takes.
    heartbeatSeconds: 10,
    expireInSeconds: 23 * 3600,
    deleteAfterSeconds: REMEMBERED_SECONDS,
    deadLetter: DEAD_LETTERS,
    notify: true,
  };
}

/**
 * Queue of the events that wait for the broker. They wait as long as it takes: a broker that is away
 * is no fault of the message, so its tries are not counted.
 */
export const OUTBOX_QUEUE: QueueSettings = {
  name: 'outbox',
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryDelayMax: 5,
  retryBackoff: true,
  heartbeatSeconds: 10,
  expireInSeconds: 23 * 3600,
  retentionSeconds: 90 * 24 * 3600,
  deleteAfterSeconds: 24 * 3600,
  deadLetter: DEAD_LETTERS,
  notify: true,
};
