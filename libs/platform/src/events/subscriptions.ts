import type { EventEnvelope } from '@equipoise/contracts';
import type { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { EVENT_SUBSCRIPTION, type EventHandler, type EventSubscription } from './on-event.js';

/** What Nest knows of its providers. */
export class NestReflection {
  constructor(
    readonly discovery: DiscoveryService,
    readonly scanner: MetadataScanner,
    readonly reflector: Reflector,
  ) {}
}

export interface BoundSubscription extends EventSubscription {
  readonly concurrency: number;
  readonly handle: EventHandler<unknown>;
  readonly fail: ((event: EventEnvelope<unknown>, error: Error) => Promise<void>) | undefined;
}

/** Every method marked with `@OnEvent`, with the object it belongs to. */
export function subscriptionsIn({
  discovery,
  scanner,
  reflector,
}: NestReflection): BoundSubscription[] {
  const instances = [...discovery.getProviders(), ...discovery.getControllers()]
    .map((wrapper) => wrapper.instance as Record<string, unknown> | null | undefined)
    .filter((instance) => typeof instance === 'object' && instance !== null);
  return [...new Set(instances)].flatMap((instance) =>
    scanner
      .getAllMethodNames(Object.getPrototypeOf(instance) as object)
      .flatMap((name) => bind(instance, name, reflector)),
  );
}

function bind(
  instance: Record<string, unknown>,
  name: string,
  reflector: Reflector,
): BoundSubscription[] {
  const method = instance[name];
  if (typeof method !== 'function') return [];
  const subscription = reflector.get<EventSubscription | undefined>(EVENT_SUBSCRIPTION, method);
  if (!subscription) return [];
  const fail = subscription.onFailed && instance[subscription.onFailed];
  return [
    {
      ...subscription,
      concurrency: concurrencyOf(instance, subscription),
      handle: method.bind(instance) as EventHandler<unknown>,
      fail:
        typeof fail === 'function'
          ? (fail.bind(instance) as NonNullable<BoundSubscription['fail']>)
          : undefined,
    },
  ];
}

function concurrencyOf(
  instance: Record<string, unknown>,
  { concurrency = 2, event }: EventSubscription,
): number {
  const value = typeof concurrency === 'string' ? instance[concurrency] : concurrency;
  if (typeof value === 'number') return value;
  throw new Error(`the handler of ${event.topic} has no number named ${concurrency}`);
}
