import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventDefinition, ServiceName } from '@equipoise/contracts';
import { contentId, reasonOf } from '@equipoise/kernel';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { JobInsert, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { DEAD_LETTERS, queueOptions } from '../queues.js';
import type { KafkaTopics } from './kafka-topics.js';
import { Outage } from './outage.js';

/** Longest time before a new message is handed out, milliseconds. */
const MAX_WAIT_MS = 200;
/** Time after which a member that died without a word no longer holds up its group; storing takes far less. */
const SESSION_MS = 10_000;
/** Wait before what could not be stored is stored again, milliseconds. */
const STORE_AGAIN_MS = 1_000;
/** Longest wait for the broker when a consumer leaves, milliseconds. */
const GOODBYE_MS = 3_000;

const enveloped = z.looseObject({ id: z.uuid() });

/**
 * Stores the events that others publish as jobs of this service, and does nothing else: handlers run
 * from the queue, so that none of them can hold up a partition.
 */
export class KafkaInbox {
  private readonly logger = new Logger(KafkaInbox.name);
  private readonly outage = new Outage(this.logger, 'no events come in');
  private readonly stopping = new AbortController();
  private readonly events: ReadonlyMap<string, EventDefinition>;
  private running: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: KafkaTopics,
    private readonly service: ServiceName,
    /** Consumer group; every replica of the service is a member. */
    private readonly groupId: string,
  ) {
    this.events = topics.readBy(service);
  }

  /** Returns at once: a service works without its broker, too. */
  async start(jobs: PgBoss): Promise<void> {
    for (const { topic } of this.events.values()) {
      if (!(await jobs.getQueue(topic))) await jobs.createQueue(topic, queueOptions(topic));
    }
    if (this.events.size > 0) this.running = this.run(jobs);
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('the service is stopping'));
    await this.running;
  }

  private async run(jobs: PgBoss): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.consume(jobs);
      } catch (error) {
        await this.outage.wait(error, signal); // returns at once when it is stopping
      }
    }
  }

  /** Returns when the consumer has crashed for good or the service is stopping. */
  private async consume(jobs: PgBoss): Promise<void> {
    await this.topics.ensure();
    const consumer = this.kafka.consumer({
      groupId: this.groupId,
      maxWaitTimeInMs: MAX_WAIT_MS,
      sessionTimeout: SESSION_MS,
      allowAutoTopicCreation: false,
    });
    try {
      const crashed = new Promise<never>((_resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => {
          // Most crashes mend themselves by a restart inside the client.
          if (!payload.restart) reject(payload.error);
        });
      });
      crashed.catch(() => undefined);
      consumer.on(consumer.events.GROUP_JOIN, () => {
        this.outage.over();
      });
      await consumer.connect();
      // From the beginning: what was published before this group first read is for it, too.
      await consumer.subscribe({ topics: [...this.events.keys()], fromBeginning: true });
      await consumer.run({
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => this.store(jobs, payload),
      });
      await Promise.race([crashed, ended(this.stopping.signal)]);
    } finally {
      await letGo(consumer);
    }
  }

  private async store(jobs: PgBoss, payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const event = this.events.get(batch.topic);
    const last = batch.messages.at(-1);
    if (!event || !last) return;
    const mail = batch.messages.map((message) => this.jobOf(message, batch));
    // The database may be away for a while; the messages stay where they are until they are stored.
    while (payload.isRunning() && !payload.isStale() && !this.stopping.signal.aborted) {
      try {
        await jobs.insert(
          event.topic,
          mail.flatMap(({ job }) => job ?? []),
        );
        await jobs.insert(
          DEAD_LETTERS,
          mail.flatMap(({ dead }) => dead ?? []),
        );
        payload.resolveOffset(last.offset);
        await payload.commitOffsetsIfNecessary();
        return;
      } catch (error) {
        this.logger.warn({
          msg: 'events could not be stored, will be tried again',
          event: event.topic,
          reason: reasonOf(error),
        });
        await pause(STORE_AGAIN_MS);
        await payload.heartbeat();
      }
    }
  }

  /** A message that is no event goes to the dead letters as it is, and blocks nobody. */
  private jobOf(
    message: KafkaMessage,
    { topic, partition }: { topic: string; partition: number },
  ): { job?: JobInsert; dead?: JobInsert } {
    const text = message.value?.toString() ?? '';
    try {
      const event = enveloped.parse(JSON.parse(text));
      return { job: { id: contentId([event.id, this.service]), data: event } };
    } catch (error) {
      const at = { topic, partition, offset: message.offset };
      this.logger.error({ msg: 'a message is no event', ...at, reason: reasonOf(error) });
      return {
        dead: {
          id: contentId([topic, String(partition), message.offset]),
          data: { ...at, text, reason: reasonOf(error) },
        },
      };
    }
  }
}

async function ended(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** A client whose broker is away waits for it even to say goodbye. */
async function letGo(consumer: Consumer): Promise<void> {
  const isSettled = new AbortController();
  const { signal } = isSettled;
  await Promise.race([
    consumer.disconnect().catch(() => undefined),
    pause(GOODBYE_MS, undefined, { signal }).catch(() => undefined),
  ]);
  isSettled.abort();
}
