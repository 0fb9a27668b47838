import type { EventDefinition, ServiceName } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { PgBoss } from 'pg-boss';
import type { Database } from '../database/database.js';
import { bossInTransaction } from './boss-connection.js';
import { EventPublisher } from './event-publisher.js';
import { DEAD_LETTER_OPTIONS, DEAD_LETTERS, jobsSchema, queueOptions } from './queues.js';

/**
 * Delivers events straight into the subscribers' queues, which lie in the same PostgreSQL: the
 * embedded form of the event bus. One transaction covers the state change and all deliveries.
 */
export class DatabaseEventPublisher extends EventPublisher {
  private readonly bosses = new Map<ServiceName, Promise<PgBoss>>();
  private readonly known = new Set<string>();

  /** @param databaseUrl where the subscribers' queues lie too */
  constructor(
    private readonly database: Database,
    private readonly databaseUrl: string,
  ) {
    super();
  }

  override async publish<P>(
    event: EventDefinition<P>,
    experimentId: string,
    payload: P,
    id?: string,
  ): Promise<void> {
    if (!this.database.inTransaction) throw new Error(`${event.topic} needs a transaction`);
    const envelope = event.parse(event.create(experimentId, payload, id));
    for (const subscriber of event.subscribers) {
      const boss = await this.bossOf(subscriber);
      await this.ensureQueue(boss, subscriber, event.topic);
      await boss.send(event.topic, envelope, {
        // One id per subscriber would do; jobs of several subscribers lie in several schemas.
        id: contentId([envelope.id, subscriber]),
        db: bossInTransaction(this.database.manager),
      });
    }
  }

  async close(): Promise<void> {
    for (const boss of this.bosses.values()) await (await boss).stop({ graceful: false });
  }

  private bossOf(service: ServiceName): Promise<PgBoss> {
    const existing = this.bosses.get(service);
    if (existing) return existing;
    const boss = new PgBoss({
      // A connection of its own: whoever publishes holds one of the service's pool, and may hold the
      // lock that all others of the pool wait for.
      connectionString: this.databaseUrl,
      max: 1,
      application_name: `equipoise-publisher-${service}`,
      schema: jobsSchema(service),
      supervise: false,
      schedule: false,
    });
    const started = boss.start();
    this.bosses.set(service, started);
    return started;
  }

  // The subscriber creates its queues when it starts; it may start later than the publisher.
  private async ensureQueue(boss: PgBoss, service: ServiceName, topic: string): Promise<void> {
    const key = `${service} ${topic}`;
    if (this.known.has(key)) return;
    if (!(await boss.getQueue(topic))) {
      await boss.createQueue(DEAD_LETTERS, DEAD_LETTER_OPTIONS);
      await boss.createQueue(topic, queueOptions(topic));
    }
    this.known.add(key);
  }
}
