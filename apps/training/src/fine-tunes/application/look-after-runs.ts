import { DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { FineTuneBrokenError } from '../domain/fine-tunes.errors.js';
import { KeyedQueue } from './keyed-queue.js';
import { DetachedTrainer, Leadership, Ticker, TrainingRuns } from './ports.js';
import { ReconcileFineTune } from './reconcile-fine-tune.js';

/** Fine-tunes brought a step further at once. */
const AT_ONCE = 16;
/** Seconds between two looks for fine-tunes that need something done. */
const DUE_EVERY_S = 1;
/** Seconds between two looks at every run, for changes that nobody told of. */
const ALL_EVERY_S = 300;
/** Seconds before a watch that failed is taken up again. */
const WATCH_AGAIN_S = 5;
/** Seconds before a try after the first failure; they double. */
const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
/** Tries that end in an error which is nobody's: a bug would repeat itself for ever. */
const MOST_BROKEN_TRIES = 8;

/** Looks after all runs of a detached back end, in one process of the service at a time. */
@Injectable()
export class LookAfterRuns {
  private readonly failures = new Map<string, { tries: number; broken: number; until: number }>();

  constructor(
    private readonly runs: TrainingRuns,
    private readonly trainer: DetachedTrainer,
    private readonly reconcile: ReconcileFineTune,
    private readonly leadership: Leadership,
    private readonly ticker: Ticker,
  ) {}

  /** Until `signal` fires. */
  async execute(signal: AbortSignal): Promise<void> {
    await this.leadership.hold((held) => this.lead(held), signal);
  }

  private async lead(signal: AbortSignal): Promise<void> {
    this.failures.clear();
    const queue: KeyedQueue = new KeyedQueue(AT_ONCE, async (id) => {
      const againSeconds = await this.step(id, signal);
      if (againSeconds !== undefined) {
        void this.ticker.once(againSeconds, signal, () => {
          queue.add(id);
        });
      }
    });
    const onChange = (externalId: string): void => void this.onChange(externalId, queue, signal);
    await Promise.all([
      this.ticker.every(WATCH_AGAIN_S, signal, () => this.trainer.watch(onChange, signal)),
      this.ticker.every(DUE_EVERY_S, signal, async () => {
        this.add(queue, await this.runs.due());
      }),
      this.ticker.every(ALL_EVERY_S, signal, async () => {
        this.add(queue, await this.runs.open());
        await this.sweep(signal);
      }),
    ]);
    await queue.idle();
  }

  private add(
    queue: KeyedQueue,
    ids: readonly string[],
    how: { readonly urgent?: boolean } = {},
  ): void {
    const now = performance.now();
    for (const id of ids) {
      if ((this.failures.get(id)?.until ?? 0) <= now) queue.add(id, how);
    }
  }

  private async onChange(
    externalId: string,
    queue: KeyedQueue,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const id = await this.runs.fineTuneOf(externalId);
      if (id !== undefined && !signal.aborted) this.add(queue, [id], { urgent: true });
    } catch (error) {
      // The next look at every run makes it good.
      this.ticker.log.warn({
        msg: 'a change was missed',
        run: externalId,
        reason: reasonOf(error),
      });
    }
  }

  /** @returns seconds after which to look again; undefined where a change will tell */
  private async step(id: string, signal: AbortSignal): Promise<number | undefined> {
    try {
      signal.throwIfAborted();
      const againSeconds = await this.reconcile.execute(id, signal);
      this.failures.delete(id);
      return againSeconds;
    } catch (error) {
      return signal.aborted ? undefined : this.failed(id, error, signal);
    }
  }

  /** @returns seconds until the next try; undefined where there is none */
  private async failed(
    id: string,
    error: unknown,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const before = this.failures.get(id) ?? { tries: 0, broken: 0, until: 0 };
    const isBroken = !(error instanceof DomainError);
    const tries = before.tries + 1;
    const broken = isBroken ? before.broken + 1 : 0;
    const pauseS = Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (tries - 1));
    this.failures.set(id, { tries, broken, until: performance.now() + pauseS * 1000 });
    const log = { fineTune: id, try: tries, reason: reasonOf(error) };
    this.ticker.log.warn({ msg: 'fine-tune could not be brought further', ...log, again: pauseS });
    if (broken < MOST_BROKEN_TRIES) {
      // Nobody is told of what passes at once.
      if (tries > 1) await this.reconcile.tellObstacle(id, reasonOf(error)).catch(() => undefined);
      return pauseS;
    }
    this.ticker.log.error({ msg: 'fine-tune given up', ...log, stack: (error as Error).stack });
    await this.reconcile
      .fail(id, new FineTuneBrokenError(reasonOf(error)), signal)
      .catch((reason: unknown) => {
        this.ticker.log.error({ msg: 'giving up failed', ...log, because: reasonOf(reason) });
      });
    return undefined;
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    const removed = await this.trainer.sweep((run) => this.runs.exists(run), signal);
    if (removed.length > 0) this.ticker.log.warn({ msg: 'removed runs that nobody knew', removed });
  }
}
