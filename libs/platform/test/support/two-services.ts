import { Injectable, Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { type EventDefinition, type EventEnvelope, indexRequested } from '@equipoise/contracts';
import { DomainError } from '@equipoise/kernel';
import { temporaryFolder, TestPostgres } from '@equipoise/testing';
import pg from 'pg';
import {
  Database,
  type EventJob,
  EventPublisher,
  OnEvent,
  PlatformModule,
  type ServiceDefinition,
  startService,
} from '../../src/index.js';

export const EXPERIMENT = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
export const VERSION = 'a'.repeat(64);

type Payload<D> = D extends EventDefinition<infer P> ? P : never;

export class RefusedError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TEST.REFUSED';
}

/** Stands for the retrieval service: it counts what it is asked, and fails on demand. */
@Injectable()
export class Indexer {
  handled: number[] = [];
  /** Of the job handled last, 1 for its first try. */
  attempt = 0;
  failures: string[] = [];
  behaviour: (attempt: number) => void = () => undefined;
  /** What the job does after its writes, before it ends. */
  meanwhile: (job: EventJob) => Promise<void> = () => Promise.resolve();

  constructor(private readonly database: Database) {}

  @OnEvent(indexRequested, { onFailed: 'onRefused' })
  async onIndexRequested(
    { payload }: EventEnvelope<Payload<typeof indexRequested>>,
    job: EventJob,
  ): Promise<void> {
    await this.database.manager.query('INSERT INTO asked VALUES ($1)', [payload.chunkTokens]);
    this.attempt = job.attempt;
    this.behaviour(job.attempt);
    await this.meanwhile(job);
    this.handled.push(payload.chunkTokens);
  }

  onRefused(_event: unknown, error: Error): Promise<void> {
    this.failures.push(error.message);
    return Promise.resolve();
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

const asker: ServiceDefinition = { name: 'experiments', module: (env) => AskerModule.for(env) };
const indexing: ServiceDefinition = { name: 'retrieval', module: (env) => IndexerModule.for(env) };

/** Waits until `condition` holds. @throws Error after a minute */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1200; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited a minute for nothing');
}

/** One service that asks for indexes, and one that is asked. */
export class TwoServices {
  private asking!: INestApplication;
  private asked!: INestApplication;

  private constructor(
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>>,
    private readonly postgres: TestPostgres,
    private readonly env: NodeJS.ProcessEnv,
    private readonly hasTwoDatabases: boolean,
  ) {}

  /** @param env of both services; with brokers in it they share no database either */
  static async start(env: NodeJS.ProcessEnv): Promise<TwoServices> {
    const postgres = await TestPostgres.start();
    const services = new TwoServices(
      await temporaryFolder(),
      postgres,
      env,
      env.KAFKA_BROKERS !== undefined,
    );
    await services.run(postgres.url, 'CREATE DATABASE retrieval');
    services.asking = await services.serve(asker);
    await services.startIndexer();
    return services;
  }

  /** The handler of the service that is asked. */
  get indexer(): Indexer {
    return this.asked.get(Indexer);
  }

  async startIndexer(env: NodeJS.ProcessEnv = {}): Promise<void> {
    this.asked = await this.serve(indexing, env);
  }

  async stopIndexer(): Promise<void> {
    await this.asked.close();
  }

  /** Asks for an index in a transaction, which fails at its end if wanted. */
  async publish(
    chunkTokens: number,
    { id, fail = false }: { id?: string; fail?: boolean } = {},
  ): Promise<void> {
    await this.asking.get(Database).transaction(async () => {
      const payload = { datasetVersionId: VERSION, chunkTokens, overlapTokens: 0 };
      await this.publisher.publish(indexRequested, EXPERIMENT, payload, id);
      if (fail) throw new Error('rolled back');
    });
  }

  get publisher(): EventPublisher {
    return this.asking.get(EventPublisher);
  }

  /** Rows of a query in the database of the service that asks. */
  async ofAsker<T>(sql: string): Promise<T[]> {
    return this.run(this.postgres.url, sql);
  }

  /** Rows of a query in the database of the service that is asked. */
  async ofIndexer<T>(sql: string): Promise<T[]> {
    return this.run(this.urlOf('retrieval'), sql);
  }

  async stop(): Promise<void> {
    await this.asking.close();
    await this.asked.close();
    await this.postgres.stop();
    await this.folder.remove();
  }

  private async serve(
    definition: ServiceDefinition,
    env: NodeJS.ProcessEnv = {},
  ): Promise<INestApplication> {
    return startService(definition, {
      DATABASE_URL: this.urlOf(definition.name),
      GRPC_URL: `unix:${this.folder.path}/${definition.name}.sock`,
      LOG_LEVEL: 'fatal',
      JOB_POLL_SECONDS: '0.5',
      ...this.env,
      ...env,
    });
  }

  private urlOf(service: string): string {
    if (!this.hasTwoDatabases || service !== 'retrieval') return this.postgres.url;
    const url = new URL(this.postgres.url);
    url.pathname = '/retrieval';
    return url.href;
  }

  private async run<T>(url: string, sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }
}
