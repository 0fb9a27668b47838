import type { EventDefinition, ServiceName } from '@equipoise/contracts';
import type { Kafka } from 'kafkajs';
import { subscribersBeside } from '../event-routes.js';
import type { KafkaConfig } from './kafka.config.js';

const HOUR_MS = 3_600_000;

/** The events that travel by broker: those that somebody else than their publisher receives. */
export const travelling = (events: readonly EventDefinition[]): EventDefinition[] =>
  events.filter((event) => subscribersBeside(event.publisher, event).length > 0);

/** The topics of the platform on the brokers. */
export class KafkaTopics {
  private ensured: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly config: KafkaConfig,
    private readonly events: readonly EventDefinition[],
  ) {}

  nameOf(topic: string): string {
    return this.config.KAFKA_PREFIX + topic;
  }

  /** Topics that `service` reads, by their names on the brokers. */
  readBy(service: ServiceName): Map<string, EventDefinition> {
    return new Map(
      this.events
        .filter((event) => subscribersBeside(event.publisher, event).includes(service))
        .map((event) => [this.nameOf(event.topic), event]),
    );
  }

  /** Creates what is missing, once; after a failure the next call tries again. */
  async ensure(): Promise<void> {
    if (!this.config.KAFKA_CREATE_TOPICS) return;
    this.ensured ??= this.create().catch((error: unknown) => {
      this.ensured = undefined;
      throw error;
    });
    await this.ensured;
  }

  /** Looks again at the next call: a broker may have come back without its topics. */
  forget(): void {
    this.ensured = undefined;
  }

  private async create(): Promise<void> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const existing = new Set(await admin.listTopics());
      const topics = travelling(this.events)
        .filter(({ topic }) => !existing.has(this.nameOf(topic)))
        .map(({ topic, topicSettings }) => ({
          topic: this.nameOf(topic),
          numPartitions: topicSettings.partitions,
          replicationFactor: this.config.KAFKA_REPLICATION_FACTOR,
          configEntries: [
            { name: 'retention.ms', value: String(topicSettings.retentionHours * HOUR_MS) },
            { name: 'cleanup.policy', value: 'delete' },
          ],
        }));
      // Several services start at once; whoever comes second finds them there.
      if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
    } finally {
      await admin.disconnect();
    }
  }
}
