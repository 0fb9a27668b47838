import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** The services that may publish or receive events. */
export type ServiceName = 'experiments' | 'retrieval' | 'training' | 'inference' | 'judging';

/** The value of every event message. */
export interface EventEnvelope<P> {
  /** UUID. A message whose id was seen before is dropped. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** UUID; the message key, so the events of one experiment share a partition. */
  readonly experimentId: string;
  readonly payload: P;
  /** W3C trace context of what the event follows from; absent where nothing is traced. */
  readonly traceparent?: string | undefined;
}

/** How a broker keeps the messages of an event. */
export interface TopicSettings {
  /** Most consumers of one service that can share the work of storing. */
  readonly partitions: number;
  /**
   * How long a consumer may be away and lose nothing, hours. Less than the time for which a finished
   * job is remembered (14 days), or a message read a second time would be handled a second time.
   */
  readonly retentionHours: number;
}

const TOPIC_SETTINGS: TopicSettings = { partitions: 6, retentionHours: 7 * 24 };

/** Of news that the next of their kind make stale. */
export const PROGRESS_TOPIC: TopicSettings = { partitions: 3, retentionHours: 24 };

export interface EventDefinition<P = unknown> {
  /** Topic and queue name: one per event version, `<publisher>.<event>.v<n>`. */
  readonly topic: string;
  /** Who publishes it. */
  readonly publisher: ServiceName;
  readonly topicSettings: TopicSettings;
  /** Who receives it. */
  readonly subscribers: readonly ServiceName[];
  /** @param id UUID; give a content id where publishing twice must deliver once */
  create(experimentId: string, payload: P, id?: string): EventEnvelope<P>;
  /** @throws ZodError when `value` is not this event. */
  parse(value: unknown): EventEnvelope<P>;
}

/** Declares an event once, for its publisher and every subscriber. */
export function defineEvent<S extends z.ZodType>(
  topic: `${ServiceName}.${string}.v${number}`,
  subscribers: readonly ServiceName[],
  payload: S,
  topicSettings: TopicSettings = TOPIC_SETTINGS,
): EventDefinition<z.output<S>> {
  const envelope = z.object({
    id: z.uuid(),
    occurredAt: z.iso.datetime(),
    experimentId: z.uuid(),
    payload,
    traceparent: z.string().optional(),
  });
  return {
    topic,
    publisher: topic.split('.')[0] as ServiceName,
    topicSettings,
    subscribers,
    create: (experimentId, value, id = randomUUID()) => ({
      id,
      occurredAt: new Date().toISOString(),
      experimentId,
      payload: value,
    }),
    parse: (value) => envelope.parse(value) as EventEnvelope<z.output<S>>,
  };
}
