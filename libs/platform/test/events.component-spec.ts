import { jest } from '@jest/globals';
import { indexProgressed } from '@equipoise/contracts';
import { hasKafka, KafkaBroker } from '@equipoise/testing';
import { EXPERIMENT, RefusedError, TwoServices, until, VERSION } from './support/two-services.js';

jest.setTimeout(180_000);

interface Transport {
  readonly name: string;
  /** Starts what the events travel by. @returns the environment that names it, and its end */
  readonly start: () => Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }>;
}

const inPostgres: Transport = {
  name: 'inside PostgreSQL',
  start: () => Promise.resolve({ env: {}, stop: () => Promise.resolve() }),
};

const overKafka: Transport = {
  name: 'over Kafka',
  start: async () => {
    const broker = await KafkaBroker.start();
    return { env: { KAFKA_BROKERS: broker.address }, stop: () => broker.stop() };
  },
};

const transports = hasKafka() ? [inPostgres, overKafka] : [inPostgres];

describe.each(transports)('events between two services, $name,', (transport) => {
  let carrier: Awaited<ReturnType<Transport['start']>>;
  let services: TwoServices;
  const asked = async (): Promise<number[]> =>
    (await services.ofIndexer<{ tokens: number }>('SELECT tokens FROM retrieval.asked')).map(
      ({ tokens }) => tokens,
    );

  beforeAll(async () => {
    carrier = await transport.start();
    services = await TwoServices.start(carrier.env);
  });
  afterAll(async () => {
    await services.stop();
    await carrier.stop();
  });
  beforeEach(() => {
    services.indexer.behaviour = () => undefined;
    services.indexer.failures = [];
  });

  it('reach the subscriber when the transaction commits, and never when it does not', async () => {
    await expect(services.publish(40, { fail: true })).rejects.toThrow('rolled back');
    await services.publish(41);
    await until(() => services.indexer.handled.includes(41));
    expect(services.indexer.handled).not.toContain(40);
  });

  it('are delivered once, however often they are published under one id', async () => {
    const id = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f12';
    await services.publish(50, { id });
    await services.publish(50, { id });
    await services.publish(51);
    await until(() => services.indexer.handled.includes(51));
    expect(services.indexer.handled.filter((tokens) => tokens === 50)).toHaveLength(1);
  });

  it('undo what a failed handler wrote, and try again', async () => {
    services.indexer.behaviour = (attempt) => {
      if (attempt === 1) throw new Error('the first try fails');
    };
    await services.publish(60);
    await until(() => services.indexer.handled.includes(60));
    expect((await asked()).filter((tokens) => tokens === 60)).toHaveLength(1);
    expect(services.indexer.failures).toEqual([]);
  });

  it('name a full disk of the database as such, and try again', async () => {
    services.indexer.behaviour = (attempt) => {
      if (attempt > 1) return;
      throw Object.assign(new Error('could not extend file'), { code: '53100' }); // as pg does
    };
    await services.publish(65);
    await until(async () => {
      const rows = await services.ofIndexer(
        "SELECT 1 FROM retrieval_jobs.job WHERE output->>'code' = 'PLATFORM.DATABASE_FULL'",
      );
      return rows.length === 1;
    });
    await until(() => services.indexer.handled.includes(65));
  });

  it('are given up at once for an error that no retry can mend, and the handler is told', async () => {
    let tries = 0;
    services.indexer.behaviour = () => {
      tries += 1;
      throw new RefusedError('no such dataset');
    };
    await services.publish(70);
    await until(() => services.indexer.failures.length > 0);
    expect(services.indexer.failures).toEqual(['no such dataset']);
    expect(tries).toBe(1);
    expect(await asked()).not.toContain(70);
    const [row] = await services.ofIndexer<{ n: number }>(
      "SELECT count(*)::int AS n FROM retrieval_jobs.job WHERE name = 'dead-letters'",
    );
    expect(row?.n).toBe(1);
  });

  it('are handed back by a service that stops, and that try does not count', async () => {
    let isBusy = false;
    services.indexer.meanwhile = (job) =>
      new Promise((_resolve, reject) => {
        isBusy = true;
        job.signal.addEventListener('abort', () => {
          reject(new Error('asked to stop'));
        });
      });
    await services.publish(75);
    await until(() => isBusy);
    await services.stopIndexer();
    await services.startIndexer();
    await until(() => services.indexer.handled.includes(75));
    expect(services.indexer.attempt).toBe(1);
    expect((await asked()).filter((tokens) => tokens === 75)).toHaveLength(1);
  });

  it('refuse a payload that is not of their kind, before anything is sent', async () => {
    await expect(services.publish(7)).rejects.toThrow(/chunkTokens/);
    await expect(
      services.publisher.publish(indexProgressed, EXPERIMENT, {
        indexId: VERSION,
        datasetVersionId: VERSION,
        chunksDone: 1,
        chunksTotal: 2,
      }),
    ).rejects.toThrow('needs a transaction');
  });
});

describe('jobs that a dead process worked on', () => {
  it('are taken up at the start of one that is alone', async () => {
    const services = await TwoServices.start({});
    try {
      await services.stopIndexer();
      await services.publish(80);
      // As a kill -9 leaves it; so recently heard of that no missed heartbeat brings it back.
      await services.ofIndexer(
        `UPDATE retrieval_jobs.job SET state = 'active', started_on = now(),
           heartbeat_on = now() + interval '1 hour' WHERE data->'payload'->>'chunkTokens' = '80'`,
      );
      await services.startIndexer({ SOLE_PROCESS: 'true' });
      await until(() => services.indexer.handled.includes(80));
      expect(services.indexer.attempt).toBe(2);
    } finally {
      await services.stop();
    }
  });
});
