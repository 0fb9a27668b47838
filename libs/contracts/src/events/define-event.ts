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
}

export interface EventDefinition<P = unknown> {
  /** Topic and queue name: one per event version, `<publisher>.<event>.v<n>`. */
  readonly topic: string;
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
): EventDefinition<z.output<S>> {
  const envelope = z.object({
    id: z.uuid(),
    occurredAt: z.iso.datetime(),
    experimentId: z.uuid(),
    payload,
  });
  return {
    topic,
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
