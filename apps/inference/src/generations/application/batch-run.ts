import { chunksOf, DomainError } from '@equipoise/kernel';
import type { RegisteredModel } from '../../models/index.js';
import type { Completion } from '../domain/completion.js';
import {
  type BatchItem,
  costOf,
  type Generation,
  generationKey,
  type Purpose,
  storableText,
} from '../domain/generation.js';
import { CallCancelledError, ModelCallError } from '../domain/model-call.errors.js';
import type { Flight, Flights } from './flights.js';
import type { ModelRuntime } from './model-runtime.js';
import { Outbox } from './outbox.js';
import type { GenerationRepository } from './ports.js';
import type { Slots } from './slots.js';

/** Keys looked up at once: work begins before a large batch has been looked up as a whole. */
const LOOKUP_SIZE = 2_000;
/** Results that may wait for a slow taker before no further call is started. */
const HIGH_WATER = 1_000;

/** What became of one sample of one item. */
export type Outcome = { readonly itemId: string; readonly repeat: number } & (
  | { readonly generation: Generation; /** Nothing was bought now. */ readonly reused: boolean }
  | { readonly error: DomainError; readonly attempts: number }
);

/** Who pays, and for what. */
export interface Purchase {
  readonly purpose: Purpose;
  readonly experimentId: string | undefined;
  readonly boughtFor: string;
}

export interface BatchRunParts {
  readonly model: RegisteredModel;
  readonly runtime: ModelRuntime;
  readonly slots: Slots;
  readonly flights: Flights;
  readonly generations: GenerationRepository;
  readonly purchase: Purchase;
}

interface Sample {
  readonly item: BatchItem;
  readonly repeat: number;
  readonly flight: Flight;
}

/** One batch on its way: looks up, calls what is missing, stores, hands out. */
export class BatchRun {
  private readonly stop = new AbortController();
  private readonly outbox = new Outbox<Outcome>(() => {
    this.pump();
  });
  /** Calls to make; the samples of one entry share item and call. */
  private readonly queue: Sample[][] = [];
  private readonly mine = new Set<Flight>();
  private calling = 0;
  private storing = 0;
  private open = 0;

  constructor(private readonly parts: BatchRunParts) {}

  /**
   * Results as they are ready. Leaving the loop gives up what is not done.
   *
   * @throws CallCancelledError when the signal fires
   */
  async *run(items: readonly BatchItem[], signal: AbortSignal): AsyncGenerator<Outcome[]> {
    const abort = (): void => {
      this.outbox.fail(new CallCancelledError());
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      this.begin(items).catch((error: unknown) => {
        this.outbox.fail(error as Error);
      });
      yield* this.outbox.take();
    } finally {
      signal.removeEventListener('abort', abort);
      this.stop.abort();
      for (const flight of this.mine) flight.crash(new CallCancelledError());
    }
  }

  private async begin(items: readonly BatchItem[]): Promise<void> {
    const claimed: Sample[] = [];
    for (const item of items) {
      for (let repeat = 0; repeat < item.repeats; repeat += 1) {
        const key = generationKey(this.parts.model.fingerprint, item, repeat);
        this.open += 1;
        const sample = this.board(item, repeat, key);
        if (sample) claimed.push(sample);
      }
    }
    for (const samples of chunksOf(claimed, LOOKUP_SIZE)) await this.lookUp(samples);
  }

  /** The sample when it is ours to get; undefined when someone else is at it, whom we follow. */
  private board(item: BatchItem, repeat: number, key: string): Sample | undefined {
    const { flight, isPilot } = this.parts.flights.board(key);
    const sample = { item, repeat, flight };
    if (isPilot) {
      this.mine.add(flight);
      return sample;
    }
    flight.landed.then(
      (generation) => {
        this.deliver(sample, { generation, reused: true });
      },
      (error: unknown) => {
        this.retake(sample, error);
      },
    );
    return undefined;
  }

  /** Whoever we followed has failed. If it only gave up, the sample becomes ours. */
  private retake({ item, repeat, flight }: Sample, error: unknown): void {
    if (this.stop.signal.aborted) return;
    if (error instanceof CallCancelledError) {
      const sample = this.board(item, repeat, flight.key);
      if (!sample) return;
      this.queue.push([sample]);
      this.pump();
    } else if (error instanceof DomainError) {
      this.deliver({ item, repeat, flight }, { error, attempts: 0 });
    } else {
      this.outbox.fail(error as Error);
    }
  }

  private async lookUp(samples: readonly Sample[]): Promise<void> {
    const stored = await this.parts.generations.find(samples.map(({ flight }) => flight.key));
    const missing = new Map<BatchItem, Sample[]>();
    for (const sample of samples) {
      const generation = stored.get(sample.flight.key);
      if (generation) this.land(sample, generation, true);
      else missing.set(sample.item, [...(missing.get(sample.item) ?? []), sample]);
    }
    for (const work of missing.values()) this.queue.push(work);
    this.pump();
  }

  private pump(): void {
    const { model, runtime } = this.parts;
    const width = runtime.concurrency(model);
    while (this.calling < width && this.outbox.size + this.storing < HIGH_WATER) {
      const work = this.stop.signal.aborted ? undefined : this.queue.shift();
      if (!work) return;
      this.perform(work).catch((error: unknown) => {
        this.outbox.fail(error as Error);
      });
    }
  }

  private async perform(work: Sample[]): Promise<void> {
    const completions = await this.call(work).catch((error: unknown) => {
      this.crash(work, error);
      return [];
    });
    if (completions.length === 0) return;
    this.pump();
    this.storing += work.length;
    try {
      const got = work.slice(0, completions.length);
      const stored = await this.parts.generations.add(
        got.map((sample, i) => this.toGeneration(sample, completions[i] as Completion)),
      );
      got.forEach((sample, i) => {
        this.land(sample, stored[i] as Generation, false);
      });
    } finally {
      this.storing -= work.length;
      this.pump();
    }
  }

  private async call(work: Sample[]): Promise<Completion[]> {
    const { model, runtime, slots } = this.parts;
    const [{ item, repeat }] = work as [Sample];
    const { seed } = item.decoding;
    this.calling += 1;
    try {
      await slots.enter(this.stop.signal);
      try {
        const completions = await runtime.complete(
          model,
          {
            messages: item.messages,
            prefill: item.prefill,
            // Samples bought one by one must not share a seed: they would be one sample.
            decoding: { ...item.decoding, seed: seed === undefined ? undefined : seed + repeat },
            samples: work.length,
            scoreTokens: item.scoreTokens,
          },
          this.stop.signal,
        );
        // The rest is asked for in pieces of the size the model has shown to give, side by side.
        const rest = work.slice(completions.length);
        this.queue.unshift(...chunksOf(rest, Math.max(1, completions.length)));
        return completions;
      } finally {
        slots.leave();
      }
    } finally {
      this.calling -= 1;
    }
  }

  private crash(work: readonly Sample[], error: unknown): void {
    if (!(error instanceof DomainError)) {
      this.outbox.fail(error as Error);
      return;
    }
    const attempts = error instanceof ModelCallError ? error.attempts : 0;
    work.forEach((sample, i) => {
      this.mine.delete(sample.flight);
      sample.flight.crash(error);
      this.deliver(sample, { error, attempts: i === 0 ? attempts : 0 });
    });
    this.pump();
  }

  private land(sample: Sample, generation: Generation, reused: boolean): void {
    this.mine.delete(sample.flight);
    sample.flight.land(generation);
    this.deliver(sample, { generation, reused });
  }

  private deliver(
    { item, repeat }: Sample,
    what: { generation: Generation; reused: boolean } | { error: DomainError; attempts: number },
  ): void {
    this.outbox.push({ itemId: item.itemId, repeat, ...what });
    this.open -= 1;
    if (this.open === 0) this.outbox.end();
  }

  private toGeneration({ flight }: Sample, completion: Completion): Generation {
    const { model, purchase } = this.parts;
    return {
      ...completion,
      ...purchase,
      id: flight.key,
      text: storableText(completion.text),
      modelFingerprint: model.fingerprint,
      costUsd: costOf(completion, model.prices),
    };
  }
}
