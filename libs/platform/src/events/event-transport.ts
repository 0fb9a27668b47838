import type { PgBoss } from 'pg-boss';

/** What carries events between the queues of the services. */
export abstract class EventTransport {
  /** @param jobs the started queues of this service */
  abstract start(jobs: PgBoss): Promise<void>;
  /** Takes nothing new and hands back what waits; the queues stop meanwhile. */
  abstract stop(): Promise<void>;
  /** Lets go of connections; called after the queues have stopped. */
  abstract close(): Promise<void>;
}

/** All queues lie in one PostgreSQL: there is nothing to carry. */
export class NoTransport extends EventTransport {
  override start(): Promise<void> {
    return Promise.resolve();
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
