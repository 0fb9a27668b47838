import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import {
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  ListWatch,
  Watch,
} from '@kubernetes/client-node';
import { Logger } from '@nestjs/common';

/** A watch misses things in the long run; a new list finds them. */
const RELIST_MS = 300_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** Objects that are gone and still remembered. */
const MOST_GONE = 5_000;

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
  private current: ListWatch<T> | undefined;
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
    return this.current?.list() ?? [];
  }

  /** Objects that were deleted lately, as they were seen last. */
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
        this.logger.debug({ msg: 'watch ended', path: this.kind.path, reason: reasonOf(error) });
        await wait(pause * (0.5 + Math.random()), signal);
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
      }
    }
  }

  /** One list and the watch that follows it, for some minutes. @throws Error when the connection ends */
  private async once(onChange: (object: T) => void, signal: AbortSignal): Promise<void> {
    const { path, labelSelector } = this.kind;
    const watch = new Watch(this.kubeConfig);
    const listWatch = new ListWatch<T>(path, watch, () => this.kind.list(), false, labelSelector);
    const ended = new AbortController();
    listWatch.on('error', (error) => {
      ended.abort(error ?? new Error('the watch was closed'));
    });
    listWatch.on('change', onChange);
    listWatch.on('delete', (object) => {
      this.remember(object);
    });
    try {
      const before = this.current;
      await listWatch.start();
      if (hasFired(ended.signal)) throw ended.signal.reason;
      this.current = listWatch;
      this.forgetReplaced(before, listWatch, onChange);
      this.isLive = true;
      await wait(RELIST_MS, AbortSignal.any([ended.signal, signal]));
      if (hasFired(ended.signal)) throw ended.signal.reason;
    } finally {
      this.isLive = false;
      await listWatch.stop();
    }
  }

  /** What the last list had and the new one has not was deleted while nobody watched. */
  private forgetReplaced(
    before: ListWatch<T> | undefined,
    now: ListWatch<T>,
    onChange: (object: T) => void,
  ): void {
    if (!before) return;
    const uids = new Set(now.list().map(({ metadata }) => metadata?.uid));
    for (const object of before.list()) {
      if (uids.has(object.metadata?.uid)) continue;
      this.remember(object);
      onChange(object);
    }
  }

  private remember(object: T): void {
    const uid = object.metadata?.uid;
    if (uid === undefined) return;
    this.gone.set(uid, object);
    for (const oldest of this.gone.keys()) {
      if (this.gone.size <= MOST_GONE) break;
      this.gone.delete(oldest);
    }
  }
}

/** Asked again: it may have fired meanwhile. */
function hasFired(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined); // woken to end
}
