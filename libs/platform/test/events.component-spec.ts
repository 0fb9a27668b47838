import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { jest } from '@jest/globals';
import {
  type EventDefinition,
  type EventEnvelope,
  indexProgressed,
  indexRequested,
} from '@equipoise/contracts';
import { DomainError } from '@equipoise/kernel';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import type { INestApplication } from '@nestjs/common';
import {
  Database,
  type EventJob,
  EventPublisher,
  OnEvent,
  PlatformModule,
  type ServiceDefinition,
  startService,
} from '../src/index.js';

jest.setTimeout(120_000);
const EXPERIMENT = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const VERSION = 'a'.repeat(64);

type Payload<D> = D extends EventDefinition<infer P> ? P : never;

class RefusedError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TEST.REFUSED';
}

/** Stands for the retrieval service: it counts what it is asked, and fails on demand. */
@Injectable()
class Indexer {
  handled: number[] = [];
  failures: string[] = [];
  behaviour: (attempt: number) => void = () => undefined;
  progress?: (event: EventEnvelope<unknown>) => Promise<void>;

  constructor(private readonly database: Database) {}

  @OnEvent(indexRequested, { onFailed: 'onRefused' })
  async onIndexRequested(
    { payload }: EventEnvelope<Payload<typeof indexRequested>>,
    job: EventJob,
  ): Promise<void> {
    await this.database.manager.query('INSERT INTO asked VALUES ($1)', [payload.chunkTokens]);
    this.behaviour(job.attempt);
    this.handled.push(payload.chunkTokens);
  }

  async onRefused(_event: unknown, error: Error): Promise<void> {
    this.failures.push(error.message);
  }
}

class CreateAsked1790000000000 {
  readonly name = 'CreateAsked1790000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE asked (tokens int)');
  }
  async down(): Promise<void> {}
}

@Module({})
class IndexerModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: IndexerModule,
      imports: [
        PlatformModule.forService({
          service: 'retrieval',
          env,
          entities: [],
          migrations: [CreateAsked1790000000000],
        }),
      ],
      providers: [Indexer],
    };
  }
}

@Module({})
class AskerModule {
  static for(env: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: AskerModule,
      imports: [
        PlatformModule.forService({ service: 'experiments', env, entities: [], migrations: [] }),
      ],
    };
  }
}

const definitions: ServiceDefinition[] = [
  { name: 'experiments', module: (env) => AskerModule.for(env) },
  { name: 'retrieval', module: (env) => IndexerModule.for(env) },
];

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited 30 s for nothing');
}

describe('events between two services', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let postgres: TestPostgres;
  let apps: INestApplication[];
  let indexer: Indexer;
  const start = async (
    definition: ServiceDefinition,
    env: NodeJS.ProcessEnv = {},
  ): Promise<INestApplication> =>
    startService(definition, {
      DATABASE_URL: postgres.url,
      GRPC_URL: `unix:${folder.path}/${definition.name}.sock`,
      LOG_LEVEL: 'fatal',
      JOB_POLL_SECONDS: '0.5',
      ...env,
    });
  const publish = async (chunkTokens: number, id?: string, fail = false): Promise<void> => {
    const database = apps[0]!.get(Database);
    await database.transaction(async () => {
      await apps[0]!
        .get(EventPublisher)
        .publish(
          indexRequested,
          EXPERIMENT,
          { datasetVersionId: VERSION, chunkTokens, overlapTokens: 0 },
          id,
        );
      if (fail) throw new Error('rolled back');
    });
  };
  const asked = async (): Promise<number[]> =>
    (
      await apps[1]!
        .get(Database)
        .manager.query<{ tokens: number }[]>('SELECT tokens FROM asked ORDER BY tokens')
    ).map(({ tokens }) => tokens);

  beforeAll(async () => {
    folder = await temporaryFolder();
    postgres = await TestPostgres.start();
    apps = [];
    for (const definition of definitions) {
      apps.push(await start(definition));
    }
    indexer = apps[1]!.get(Indexer);
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await postgres.stop();
    await folder.remove();
  });

  it('reach the subscriber when the transaction commits, and never when it does not', async () => {
    await expect(publish(40, undefined, true)).rejects.toThrow('rolled back');
    await publish(41);
    await until(() => indexer.handled.includes(41));
    expect(indexer.handled).not.toContain(40);
  });

  it('are delivered once, however often they are published under one id', async () => {
    const id = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f12';
    await publish(50, id);
    await publish(50, id);
    await publish(51);
    await until(() => indexer.handled.includes(51));
    expect(indexer.handled.filter((tokens) => tokens === 50)).toHaveLength(1);
  });

  it('undo what a failed handler wrote, and try again', async () => {
    indexer.behaviour = (attempt) => {
      if (attempt === 1) throw new Error('the first try fails');
    };
    await publish(60);
    await until(() => indexer.handled.includes(60));
    expect((await asked()).filter((tokens) => tokens === 60)).toHaveLength(1);
    expect(indexer.failures).toEqual([]);
  });

  it('name a full disk of the database as such, and try again', async () => {
    indexer.behaviour = (attempt) => {
      if (attempt > 1) return;
      throw Object.assign(new Error('could not extend file'), { code: '53100' }); // as pg does
    };
    await publish(65);
    await until(async () => {
      const rows = await apps[1]!
        .get(Database)
        .manager.query<object[]>(
          "SELECT 1 FROM retrieval_jobs.job WHERE output->>'code' = 'PLATFORM.DATABASE_FULL'",
        );
      return rows.length === 1;
    });
    await until(() => indexer.handled.includes(65));
  });

  it('are given up at once for an error that no retry can mend, and the handler is told', async () => {
    let tries = 0;
    indexer.behaviour = () => {
      tries += 1;
      throw new RefusedError('no such dataset');
    };
    await publish(70);
    await until(() => indexer.failures.length > 0);
    expect(indexer.failures).toEqual(['no such dataset']);
    expect(tries).toBe(1);
    expect(await asked()).not.toContain(70);
    const [row] = await apps[1]!
      .get(Database)
      .manager.query<{ n: number }[]>(
        "SELECT count(*)::int AS n FROM retrieval_jobs.job WHERE name = 'dead-letters'",
      );
    expect(row?.n).toBe(1);
  });

  it('that a dead process worked on are taken up at the start of one that is alone', async () => {
    await apps[1]!.close();
    await publish(80);
    // As a kill -9 leaves it; so recently heard of that no missed heartbeat brings it back.
    await apps[0]!.get(Database).manager.query(
      `UPDATE retrieval_jobs.job SET state = 'active', started_on = now(),
         heartbeat_on = now() + interval '1 hour' WHERE data->'payload'->>'chunkTokens' = '80'`,
    );
    apps[1] = await start(definitions[1]!, { SOLE_PROCESS: 'true' });
    indexer = apps[1].get(Indexer);
    const attempts: number[] = [];
    indexer.behaviour = (attempt) => attempts.push(attempt);
    await until(() => indexer.handled.includes(80));
    expect(attempts).toEqual([2]);
  });

  it('refuse a payload that is not of their kind, before anything is sent', async () => {
    indexer.behaviour = () => undefined;
    await expect(publish(7)).rejects.toThrow(/chunkTokens/);
    await expect(
      apps[0]!.get(EventPublisher).publish(indexProgressed, EXPERIMENT, {
        indexId: VERSION,
        datasetVersionId: VERSION,
        chunksDone: 1,
        chunksTotal: 2,
      }),
    ).rejects.toThrow('needs a transaction');
  });
});
