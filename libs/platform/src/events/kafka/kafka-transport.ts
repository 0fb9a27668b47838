import { allEvents, type ServiceName } from '@equipoise/contracts';
import type { PgBoss } from 'pg-boss';
import { EventTransport } from '../event-transport.js';
import { kafkaClient } from './kafka-client.js';
import type { KafkaConfig } from './kafka.config.js';
import { KafkaInbox } from './kafka-inbox.js';
import { KafkaTopics } from './kafka-topics.js';
import { OutboxRelay } from './outbox-relay.js';

/** Events travel by Kafka: out of this service's outbox, into the queues of the others. */
export class KafkaTransport extends EventTransport {
  private readonly relay: OutboxRelay;
  private readonly inbox: KafkaInbox;

  constructor(config: KafkaConfig, service: ServiceName, pollSeconds: number) {
    super();
    const kafka = kafkaClient(config, `equipoise-${service}`);
    const topics = new KafkaTopics(kafka, config, allEvents());
    const groupId = `${config.KAFKA_PREFIX}equipoise-${service}`;
    this.relay = new OutboxRelay(kafka, topics, pollSeconds);
    this.inbox = new KafkaInbox(kafka, topics, service, groupId);
  }

  override async start(jobs: PgBoss): Promise<void> {
    await this.relay.start(jobs);
    await this.inbox.start(jobs);
  }

  override async stop(): Promise<void> {
    this.relay.stop();
    await this.inbox.stop();
  }

  override async close(): Promise<void> {
    await this.relay.close();
  }
}
