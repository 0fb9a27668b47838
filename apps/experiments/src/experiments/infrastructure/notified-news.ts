import { EventEmitter, once } from 'node:events';
import { PlatformConfig } from '@equipoise/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { ExperimentNews, type News } from '../application/watch-experiment.js';

/** PostgreSQL channel on which every entry in an event log is announced, with the experiment's id. */
export const EVENTS_CHANNEL = 'experiment_events';

/** Hears of new entries from PostgreSQL, whichever process wrote them; looks now and then without it. */
@Injectable()
export class NotifiedNews extends ExperimentNews implements OnApplicationShutdown {
  /** How long a lost announcement can go unnoticed. */
  protected readonly lookAnywayMs: number = 1_000;
  private readonly announcements = new EventEmitter().setMaxListeners(0);
  private client: Promise<Client | undefined> | undefined;

  constructor(private readonly config: PlatformConfig) {
    super();
  }

  override follow(experimentId: string): News {
    let isNew = false;
    const heard = (): void => {
      isNew = true;
    };
    this.announcements.on(experimentId, heard);
    return {
      next: async (signal) => {
        await this.listen();
        const given = AbortSignal.any([signal, AbortSignal.timeout(this.lookAnywayMs)]);
        if (!isNew) {
          await once(this.announcements, experimentId, { signal: given }).catch(() => undefined);
        }
        isNew = false;
      },
      close: () => {
        this.announcements.off(experimentId, heard);
      },
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.client)?.end();
  }

  /** Also after the connection was lost. */
  private async listen(): Promise<void> {
    this.client ??= this.connect();
    await this.client;
  }

  private async connect(): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'equipoise-experiments-events',
    });
    let isLost = false;
    // Whoever waits looks at the log then, and asks for a new connection.
    const forget = (): void => {
      if (isLost) return; // an error and the end that follows it are one loss
      isLost = true;
      this.client = undefined;
      for (const name of this.announcements.eventNames()) {
        // whoever waits with `once` listens to errors too
        if (name !== 'error') this.announcements.emit(name);
      }
    };
    client.on('error', forget).on('end', forget);
    client.on('notification', ({ payload }) => {
      if (payload) this.announcements.emit(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS_CHANNEL}`);
      return client;
    } catch {
      this.client = undefined; // the log is read without it until PostgreSQL can be reached again
      await client.end().catch(() => undefined);
      return undefined;
    }
  }
}
