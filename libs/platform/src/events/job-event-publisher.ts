import type { EventDefinition, EventEnvelope, ServiceName } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { PgBoss } from 'pg-boss';
import type { Database } from '../database/database.js';
import { traceparent } from '../telemetry/trace-context.js';
import { bossInTransaction } from './boss-connection.js';
import { EventPublisher } from './event-publisher.js';
import { type EventRoute, type EventRouting, type Mail } from './event-routes.js';
import { DEAD_LETTER_OPTIONS, DEAD_LETTERS, jobsSchema } from './queues.js';

/**
 * Publishes events as jobs in PostgreSQL. One transaction covers the state change and all of its
 * jobs; where they go on from there is the routing's business.
 */
export class JobEventPublisher extends EventPublisher {
  private readonly bosses = new Map<ServiceName, Promise<PgBoss>>();
  private readonly known = new Set<string>();

  /** @param databaseUrl where the queues lie too */
  constructor(
    private readonly database: Database,
    private readonly databaseUrl: string,
    private readonly routing: EventRouting,
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
    const created = event.create(experimentId, payload, id);
    const envelope = event.parse({ ...created, traceparent: traceparent() });
    for (const route of this.routing(event)) await this.send(route, envelope);
  }

  async close(): Promise<void> {
    for (const boss of this.bosses.values()) await (await boss).stop({ graceful: false });
  }

  private async send(route: EventRoute, envelope: EventEnvelope<unknown>): Promise<void> {
    const boss = await this.bossOf(route.service);
    await this.ensureQueue(boss, route);
    const mail: Mail = route.wrap(envelope);
    await boss.send(route.queue.name, mail, {
      // One id per queue would do; the queues of several services lie in several schemas.
      id: contentId([envelope.id, route.recipient]),
      db: bossInTransaction(this.database.manager),
    });
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
  private async ensureQueue(boss: PgBoss, { service, queue }: EventRoute): Promise<void> {
    const key = `${service} ${queue.name}`;
    if (this.known.has(key)) return;
    if (!(await boss.getQueue(queue.name))) {
      await boss.createQueue(DEAD_LETTERS, DEAD_LETTER_OPTIONS);
      await boss.createQueue(queue.name, queue);
    }
    this.known.add(key);
  }
}
