import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import {
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  Watch,
} from '@kubernetes/client-node';
import { Logger } from '@nestjs/common';

/** A watch misses things in the long run; a new list finds them. */
const RELIST_MS = 300_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** Objects that are gone and still remembered. */
const MOST_GONE = 1_000;

/** What to watch. */
export interface WatchedKind<T extends KubernetesObject> {
  /** Path of the list, e.g. `/apis/batch/v1/namespaces/training/jobs`. */
  readonly path: string;
  readonly labelSelector?: string;
  list(): Promise<KubernetesListObject<T>>;
}

/**
 * The objects of one kind, as a watch keeps them up to date. A hint of what to look at, and a cache
 * for things that are not decided by it: it may be behind, and it may have missed something.
 */
export class WatchedObjects<T extends KubernetesObject> {
  private readonly logger = new Logger(WatchedObjects.name);
  /** By uid. */
  private objects = new Map<string, T>();
  private isLive = false;
  /** By uid, oldest first. */
  private readonly gone = new Map<string, T>();

  constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly kind: WatchedKind<T>,
  ) {}

  /** Whether the watch stands: then what is not there was not there a moment ago. */
  get isFresh(): boolean {
    return this.isLive;
  }

  list(): readonly T[] {
    return [...this.objects.values()];
  }

  /** Objects that were deleted lately, as they were seen last; `deletionTimestamp` is when they were missed. */
  deleted(): readonly T[] {
    return [...this.gone.values()];
  }

  /**
   * Watches until `signal` fires, whatever happens to the connection.
   *
   * @param onChange must not throw
   */
  async watch(onChange: (object: T) => void, signal: AbortSignal): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const startedAt = performance.now();
      try {
        await this.once(onChange, signal);
        pause = FIRST_PAUSE_MS;
      } catch (error) {
        if (hasFired(signal)) return;
        if (performance.now() - startedAt > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS;
        // Watches end now and then; one that never stands should be seen to.
        const log = { msg: 'watch ended', path: this.kind.path, reason: reasonOf(error) };
        if (pause === LONGEST_PAUSE_MS) this.logger.warn(log);
        else this.logger.debug(log);
        await wait(pause * (0.5 + Math.random()), signal);
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
      }
    }
  }

  /** One list and the watch that follows it, for some minutes. @throws Error when the connection ends */
  private async once(onChange: (object: T) => void, signal: AbortSignal): Promise<void> {
    const { path, labelSelector } = this.kind;
    const { items, metadata } = await this.kind.list();
    this.replace(items, onChange);
    const closed = new AbortController();
    const close = (reason: unknown): void => {
      this.isLive = false;
      closed.abort(reason ?? new Error('the watch was closed'));
    };
    this.isLive = true;
    const request = await new Watch(this.kubeConfig).watch(
      path,
      { resourceVersion: metadata?.resourceVersion, labelSelector },
      (type: string, object: T) => {
        if (type === 'ERROR') close(new Error(JSON.stringify(object)));
        else if (!hasFired(closed.signal)) this.take(type, object, onChange);
      },
      close,
    );
    try {
      await wait(RELIST_MS, AbortSignal.any([closed.signal, signal]));
      if (hasFired(closed.signal)) throw closed.signal.reason;
    } finally {
      close(undefined);
      request.abort();
    }
  }

  /** What the list before had and the new one has not was deleted while nobody watched. */
  private replace(items: readonly T[], onChange: (object: T) => void): void {
    const before = this.objects;
    const now = new Map(items.map((object) => [uidOf(object), slim(object)]));
    this.objects = now;
    for (const [uid, object] of now) {
      const { resourceVersion } = before.get(uid)?.metadata ?? {};
      if (resourceVersion !== object.metadata?.resourceVersion) onChange(object);
    }
    for (const [uid, object] of before) {
      if (now.has(uid)) continue;
      this.remember(object);
      onChange(object);
    }
  }

  private take(type: string, told: T, onChange: (object: T) => void): void {
    const object = slim(told);
    if (type === 'DELETED') {
      this.objects.delete(uidOf(object));
      this.remember(object);
    } else {
      this.objects.set(uidOf(object), object);
    }
    onChange(object);
  }

  private remember(object: T): void {
    if (object.metadata) object.metadata.deletionTimestamp = new Date();
    this.gone.set(uidOf(object), object);
    for (const oldest of this.gone.keys()) {
      if (this.gone.size <= MOST_GONE) break;
      this.gone.delete(oldest);
    }
  }
}

/** Who set which field is half of an object, and nobody here asks for it. */
function slim<T extends KubernetesObject>(object: T): T {
  delete object.metadata?.managedFields;
  return object;
}

function uidOf({ metadata }: KubernetesObject): string {
  return metadata?.uid ?? '';
}

/** Asked again: it may have fired meanwhile. */
function hasFired(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined); // woken to end
}
