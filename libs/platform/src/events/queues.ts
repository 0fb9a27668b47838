import type { Queue } from 'pg-boss';

/** Queue of the jobs that failed for good. */
export const DEAD_LETTERS = 'dead-letters';

/** How long what failed can be looked at and driven again. */
export const DEAD_LETTER_OPTIONS = { retentionSeconds: 90 * 24 * 3600 };

/** Tries after the first before an event is given up: with backoff about two minutes in all. */
export const RETRY_LIMIT = 6;

export const jobsSchema = (service: string): string => `${service}_jobs`;

/** Settings of an event's queue, the same whoever creates it first. */
export function queueOptions(topic: string): Omit<Queue, 'name'> & { name: string } {
  return {
    name: topic,
    retryLimit: RETRY_LIMIT,
    retryDelay: 1,
    retryDelayMax: 60,
    retryBackoff: true,
    // A worker that died is noticed by its missing heartbeat, however long the work takes.
    heartbeatSeconds: 10,
    expireInSeconds: 23 * 3600,
    deleteAfterSeconds: 14 * 24 * 3600,
    deadLetter: DEAD_LETTERS,
    notify: true,
  };
}
