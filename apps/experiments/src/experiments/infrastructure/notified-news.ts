import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import { PlatformConfig } from '@equipoise/platform';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { ExperimentNews, type News } from '../application/watch-experiment.js';

/** PostgreSQL channel on which every entry in an event log is announced, with the experiment's id. */
export const EVENTS_CHANNEL = 'experiment_events';

/** Until then the log is only looked at now and then. */
const RECONNECT_MS = 10_000;

/** Someone who waits for news of one experiment; `heard` is aborted by the first since they looked. */
interface Follower {
  readonly experimentId: string;
  heard: AbortController;
}

/** Hears of new entries from PostgreSQL, whichever process wrote them; looks now and then without it. */
@Injectable()
export class NotifiedNews extends ExperimentNews implements OnApplicationShutdown {
  /** How long a lost announcement can go unnoticed. */
  protected readonly lookAnywayMs: number = 1_000;
  private readonly logger = new Logger(NotifiedNews.name);
  private readonly followers = new Set<Follower>();
  private connection: Promise<Client | undefined> | undefined;

  constructor(private readonly config: PlatformConfig) {
    super();
  }

  override follow(experimentId: string): News {
    const follower: Follower = { experimentId, heard: new AbortController() };
    this.followers.add(follower);
    return {
      next: async (signal) => {
        await (this.connection ??= this.connect());
        const woken = AbortSignal.any([signal, follower.heard.signal]);
        // Woken or not, there may be news now; a pause ends early for no other reason.
        await pause(this.lookAnywayMs, undefined, { signal: woken }).catch(() => undefined);
        follower.heard = new AbortController();
      },
      close: () => {
        this.followers.delete(follower);
      },
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.connection)?.end();
  }

  private async connect(): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'equipoise-experiments-events',
    });
    client.on('error', (error) => {
      this.logger.warn({ msg: 'connection for news lost', reason: reasonOf(error) });
    });
    client.on('notification', ({ payload }) => {
      this.wake(({ experimentId }) => experimentId === payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS_CHANNEL}`);
    } catch (error) {
      this.logger.warn({ msg: 'cannot listen for news of experiments', reason: reasonOf(error) });
      setTimeout(() => (this.connection = undefined), RECONNECT_MS).unref();
      await client.end();
      return undefined;
    }
    client.on('end', () => {
      this.connection = undefined;
      this.wake(() => true); // what was said meanwhile is in the log
    });
    return client;
  }

  private wake(concerns: (follower: Follower) => boolean): void {
    for (const follower of this.followers) if (concerns(follower)) follower.heard.abort();
  }
}
