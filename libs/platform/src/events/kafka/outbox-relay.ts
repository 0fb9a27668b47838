import { Logger } from '@nestjs/common';
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';
import type { Job, JobResult, PgBoss } from 'pg-boss';
import { reasonOf } from '@equipoise/kernel';
import type { OutboxMail } from '../event-routes.js';
import { OUTBOX_QUEUE } from '../queues.js';
import type { KafkaTopics } from './kafka-topics.js';
import { Outage } from './outage.js';

/** Events sent in one request at most: some hundred kilobytes. */
const BATCH = 200;

/** Answers of a broker that blame the message; any other may be gone at the next try. */
const FAULTS_OF_A_MESSAGE = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
]);

/**
 * Produces the committed events of this service, in batches. What was produced but not yet marked so
 * when the process died is produced again; who receives it knows it by its id.
 */
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly outage = new Outage(this.logger, 'events wait in the outbox');
  private readonly stopping = new AbortController();
  private producer: Producer | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: KafkaTopics,
    private readonly pollSeconds: number,
  ) {}

  async start(jobs: PgBoss): Promise<void> {
    await jobs.work(
      OUTBOX_QUEUE.name,
      {
        batchSize: BATCH,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: this.pollSeconds,
        notifyPollingIntervalSeconds: this.pollSeconds,
        perJobResults: true,
      },
      (mails: Job<OutboxMail>[]) => this.relay(mails),
    );
  }

  /** Lets go of a batch that waits for the broker. */
  stop(): void {
    this.stopping.abort(new Error('the service is stopping'));
  }

  /** Call after the queues have stopped. */
  async close(): Promise<void> {
    await this.dropProducer();
  }

  // The batch is held while the broker is away: what follows stays in the database, not in memory.
  private async relay(mails: Job<OutboxMail>[]): Promise<JobResult[]> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.produce(mails);
        this.outage.over();
        return mails.map(({ id }) => ({ id, status: 'completed' }));
      } catch (error) {
        await this.dropProducer();
        if (isFaultOfMessage(error)) return this.sift(mails, error);
        this.topics.forget();
        await this.outage.wait(error, signal);
      }
    }
    return mails.map(({ id }) => ({ id, status: 'failed', output: { reason: 'stopped' } }));
  }

  /** Finds the message that the broker refuses by sending each alone. */
  private async sift(mails: Job<OutboxMail>[], error: unknown): Promise<JobResult[]> {
    const [first] = mails;
    if (mails.length > 1) {
      const results: JobResult[] = [];
      for (const mail of mails) results.push(...(await this.relay([mail])));
      return results;
    }
    if (!first) return [];
    const log = { event: first.data.topic, messageId: first.data.event.id };
    this.logger.error({ msg: 'Kafka refuses an event', ...log, reason: reasonOf(error) });
    return [{ id: first.id, status: 'deadletter', output: { reason: reasonOf(error) } }];
  }

  private async produce(mails: readonly Job<OutboxMail>[]): Promise<void> {
    await this.topics.ensure();
    const producer = await this.connected();
    const byTopic = Map.groupBy(mails, ({ data }) => this.topics.nameOf(data.topic));
    await producer.sendBatch({
      acks: -1,
      topicMessages: [...byTopic].map(([topic, ofTopic]) => ({
        topic,
        messages: ofTopic.map(({ data }) => messageOf(data)),
      })),
    });
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }

  // The sequence numbers of an idempotent producer are of no use after an error: the next one starts anew.
  private async dropProducer(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

function messageOf({ event }: OutboxMail): Message {
  return {
    key: event.experimentId,
    value: JSON.stringify(event),
    timestamp: String(Date.parse(event.occurredAt)),
    headers: {
      'message-id': event.id,
      'content-type': 'application/json',
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    },
  };
}

function isFaultOfMessage(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown };
  if (type !== undefined && FAULTS_OF_A_MESSAGE.has(type)) return true;
  return cause !== undefined && cause !== error && isFaultOfMessage(cause);
}
