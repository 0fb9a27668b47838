import type { EventDefinition, EventEnvelope, ServiceName } from '@equipoise/contracts';
import { OUTBOX_QUEUE, type QueueSettings, queueOptions } from './queues.js';

/** An event on its way to the broker. */
export interface OutboxMail {
  readonly topic: string;
  readonly event: EventEnvelope<unknown>;
}

/** What lies in a queue: the event itself for a handler, or the event and its topic for the relay. */
export type Mail = EventEnvelope<unknown> | OutboxMail;

/** One queue that an event is put into when it is published. */
export interface EventRoute {
  /** Whose queues. */
  readonly service: ServiceName;
  readonly queue: QueueSettings;
  /** Who it is for; with the id of the event this is the id of the job. */
  readonly recipient: string;
  wrap(event: EventEnvelope<unknown>): Mail;
}

/** Where an event goes. */
export type EventRouting = (event: EventDefinition) => readonly EventRoute[];

/** All services share one PostgreSQL: straight into the queue of each subscriber. */
export const straight: EventRouting = (event) =>
  event.subscribers.map((subscriber) => toSubscriber(event, subscriber));

/**
 * A broker lies between the services: into the outbox, once for all subscribers. What a service tells
 * itself does not travel.
 */
export const byOutbox =
  (self: ServiceName): EventRouting =>
  (event) => [
    ...(event.subscribers.includes(self) ? [toSubscriber(event, self)] : []),
    ...(subscribersBeside(self, event).length > 0 ? [toOutbox(self, event)] : []),
  ];

/** The subscribers that an event reaches through the broker. */
export const subscribersBeside = (self: ServiceName, event: EventDefinition): ServiceName[] =>
  event.subscribers.filter((subscriber) => subscriber !== self);

function toSubscriber(event: EventDefinition, service: ServiceName): EventRoute {
  return {
    service,
    queue: queueOptions(event.topic),
    recipient: service,
    wrap: (envelope) => envelope,
  };
}

function toOutbox(service: ServiceName, { topic }: EventDefinition): EventRoute {
  return {
    service,
    queue: OUTBOX_QUEUE,
    recipient: OUTBOX_QUEUE.name,
    wrap: (event) => ({ topic, event }),
  };
}
