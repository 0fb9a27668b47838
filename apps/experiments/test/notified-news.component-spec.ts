import { PlatformConfig } from '@equipoise/platform';
import { TestPostgres } from '@equipoise/testing';
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { News } from '../src/experiments/application/watch-experiment.js';
import { EVENTS_CHANNEL, NotifiedNews } from '../src/experiments/infrastructure/notified-news.js';

/** Hears of nothing but announcements. */
class AnnouncedNews extends NotifiedNews {
  protected override readonly lookAnywayMs = 3_600_000;
}

const MINE = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const OTHER = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f12';

describe('news of an experiment', () => {
  let postgres: TestPostgres;
  let client: Client;
  let news: NotifiedNews;
  let mine: News;
  const never = new AbortController().signal;
  const announce = async (id: string): Promise<void> => {
    await client.query('SELECT pg_notify($1, $2)', [EVENTS_CHANNEL, id]);
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    postgres = await TestPostgres.start();
    client = new Client({ connectionString: postgres.url });
    await client.connect();
  }, 60_000);
  beforeEach(async () => {
    news = new AnnouncedNews(new PlatformConfig({ DATABASE_URL: postgres.url }));
    mine = news.follow(MINE);
    await mine.next(AbortSignal.abort()); // connects
  });
  afterEach(async () => {
    mine.close();
    await news.onApplicationShutdown();
  });
  afterAll(async () => {
    await client.end();
    await postgres.stop();
  });

  it('comes while it is waited for', async () => {
    const heard = mine.next(never);
    await announce(MINE);
    await heard;
  });

  it('is not missed while nobody waits', async () => {
    const listening = new Promise((resolve) => setTimeout(resolve, 0));
    await announce(MINE);
    await listening;
    await mine.next(never);
  });

  it('is not that of another experiment', async () => {
    const left = new AbortController();
    let isOver = false;
    const waiting = mine.next(left.signal).then(() => (isOver = true));
    await announce(OTHER);
    const other = news.follow(OTHER);
    const heard = other.next(never);
    await announce(OTHER); // the first one has been delivered by now: they come in order
    await heard;
    other.close();
    expect(isOver).toBe(false);
    left.abort();
    await waiting;
  });

  it('is looked for now and then where nobody can listen', async () => {
    const deaf = new NotifiedNews(
      new PlatformConfig({ DATABASE_URL: 'postgres://127.0.0.1:1/none' }),
    );
    const stop = AbortSignal.timeout(30_000);
    await deaf.follow(MINE).next(stop);
    expect(stop.aborted).toBe(false);
    await deaf.onApplicationShutdown();
  });

  it('comes again after the connection was lost', async () => {
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'equipoise-experiments-events'",
    );
    const stop = AbortSignal.timeout(30_000);
    await mine.next(stop); // told of the loss
    const heard = new AbortController();
    const hearing = mine.next(stop).then(() => {
      heard.abort();
    });
    while (!heard.signal.aborted) {
      await announce(MINE); // is not heard until it listens again
      await sleep(50);
    }
    await hearing;
    expect(stop.aborted).toBe(false);
  });
});
