import type { EventDefinition } from '@equipoise/contracts';

/** Publishes an event in the transaction under way: it leaves the service only if that commits. */
export abstract class EventPublisher {
  /**
   * @param id UUID of the message; a content id makes publishing it again harmless
   * @throws Error outside a transaction
   */
  abstract publish<P>(
    event: EventDefinition<P>,
    experimentId: string,
    payload: P,
    id?: string,
  ): Promise<void>;
}
