import type { ServiceName } from '@equipoise/contracts';
import { Clock } from '@equipoise/kernel';
import {
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PlatformConfig } from '../config/platform.config.js';
import { createDatabase, type DatabaseOptions } from '../database/create-database.js';
import { Database } from '../database/database.js';
import { EventPublisher } from '../events/event-publisher.js';
import { byOutbox, straight } from '../events/event-routes.js';
import { EventTransport, NoTransport } from '../events/event-transport.js';
import { EventWorkers } from '../events/event-workers.js';
import { NestReflection } from '../events/subscriptions.js';
import { JobEventPublisher } from '../events/job-event-publisher.js';
import { KafkaConfig } from '../events/kafka/kafka.config.js';
import { KafkaTransport } from '../events/kafka/kafka-transport.js';
import { PeersModule } from '../peers/peers.module.js';
import { SystemClock } from '../system-clock.js';

export interface PlatformOptions {
  readonly service: ServiceName;
  readonly env: NodeJS.ProcessEnv;
  readonly entities: DatabaseOptions['entities'];
  readonly migrations: DatabaseOptions['migrations'];
}

/** What every service stands on: configuration, its database, its events, the clock. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventPublisher) private readonly publisher: JobEventPublisher,
  ) {}

  static forService(options: PlatformOptions): DynamicModule {
    const { service, env } = options;
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, PeersModule.for(env)],
      providers: [
        { provide: PlatformConfig, useFactory: () => new PlatformConfig(env) },
        { provide: Clock, useClass: SystemClock },
        {
          provide: Database,
          inject: [PlatformConfig],
          useFactory: async (config: PlatformConfig) =>
            createDatabase({
              url: config.DATABASE_URL,
              pool: config.DATABASE_POOL,
              schema: service,
              entities: options.entities,
              migrations: options.migrations,
            }),
        },
        { provide: KafkaConfig, useFactory: () => new KafkaConfig(env) },
        {
          provide: EventTransport,
          inject: [KafkaConfig, PlatformConfig],
          useFactory: (kafka: KafkaConfig, { JOB_POLL_SECONDS }: PlatformConfig) =>
            kafka.KAFKA_BROKERS
              ? new KafkaTransport(kafka, service, JOB_POLL_SECONDS)
              : new NoTransport(),
        },
        {
          provide: EventPublisher,
          inject: [PlatformConfig, KafkaConfig, Database],
          useFactory: (
            { DATABASE_URL }: PlatformConfig,
            { KAFKA_BROKERS }: KafkaConfig,
            database: Database,
          ) =>
            new JobEventPublisher(
              database,
              DATABASE_URL,
              KAFKA_BROKERS ? byOutbox(service) : straight,
            ),
        },
        {
          provide: NestReflection,
          inject: [DiscoveryService, MetadataScanner, Reflector],
          useFactory: (
            discovery: DiscoveryService,
            scanner: MetadataScanner,
            reflector: Reflector,
          ) => new NestReflection(discovery, scanner, reflector),
        },
        {
          provide: EventWorkers,
          inject: [PlatformConfig, Database, EventTransport, NestReflection],
          useFactory: (
            config: PlatformConfig,
            database: Database,
            transport: EventTransport,
            reflection: NestReflection,
          ) =>
            new EventWorkers(
              {
                service,
                databaseUrl: config.DATABASE_URL,
                pollSeconds: config.JOB_POLL_SECONDS,
                isAlone: config.SOLE_PROCESS,
                transport,
              },
              database,
              reflection,
            ),
        },
      ],
      exports: [PlatformConfig, Clock, Database, EventPublisher, EventWorkers],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.publisher.close();
    await this.database.source.destroy();
  }
}
