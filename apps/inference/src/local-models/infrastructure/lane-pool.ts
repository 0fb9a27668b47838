import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Prompt } from '../domain/prompt-chunks.js';
import type { Cores } from './cores.js';
import { Lane } from './lane.js';

const MIN_CONTEXT_TOKENS = 1_024;
/** llama.cpp shifts a context that is full to the last cell; with a few cells more it never is. */
const SPARE_TOKENS = 8;

/** Beginnings of prompts that are kept evaluated for each lane at work, such as a judge's criteria. */
const KEPT_BEGINNINGS = 4;
/** Part of a prompt that is worth another lane's memory. */
const GOOD_PART = 0.5;

/** A place where a lane may be. */
interface Berth {
  lane: Lane | undefined;
  isBusy: boolean;
}

export interface LaneRequest {
  readonly prompt: Prompt<Token>;
  /** Of prompt and completion together. */
  readonly contextTokens: number;
  readonly signal: AbortSignal;
}

/**
 * The lanes of one model with one adapter; opened when needed, and wider when a longer prompt comes.
 *
 * Only as many as there are cores for work at a time, whatever their model. More are opened to keep
 * what is worth keeping: a lane whose last prompt began like the one before it is left alone when a
 * prompt with another beginning comes.
 */
export class LanePool {
  /** The least recently used stand first. */
  private readonly berths: Berth[];
  private users = 0;

  constructor(
    private readonly model: LlamaModel,
    private readonly adapterFile: string | undefined,
    private readonly cores: Cores,
  ) {
    const length = cores.lanes * KEPT_BEGINNINGS;
    this.berths = Array.from({ length }, () => ({ lane: undefined, isBusy: false }));
  }

  get isIdle(): boolean {
    return this.users === 0;
  }

  get bytes(): number {
    return this.berths.reduce((sum, { lane }) => sum + (lane?.bytes ?? 0), 0);
  }

  /**
   * Does some work with a lane of its own, the one that has most of the prompt evaluated already.
   *
   * @throws CallCancelledError while waiting, and what the work or {@link Lane.open} throws
   */
  async with<T>(request: LaneRequest, work: (lane: Lane) => Promise<T>): Promise<T> {
    this.users += 1;
    try {
      await this.cores.gate.enter(request.signal);
      try {
        return await this.withBerth(request, work);
      } finally {
        this.cores.gate.leave();
      }
    } finally {
      this.users -= 1;
    }
  }

  /** Closes the lanes; only when idle. */
  async close(): Promise<void> {
    await Promise.all(this.berths.map((berth) => closeAt(berth)));
  }

  private async withBerth<T>(request: LaneRequest, work: (lane: Lane) => Promise<T>): Promise<T> {
    const berth = this.take(request.prompt);
    try {
      return await work(await this.laneAt(berth, request.contextTokens + SPARE_TOKENS));
    } finally {
      berth.isBusy = false;
    }
  }

  /** The best of the free berths, of which there are more than may be busy. */
  private take(prompt: Prompt<Token>): Berth {
    const free = this.berths.filter(({ isBusy }) => !isBusy);
    const worths = free.map(({ lane }) => worth(lane, prompt));
    const berth = free[worths.indexOf(Math.max(...worths))] as Berth;
    this.berths.push(...this.berths.splice(this.berths.indexOf(berth), 1));
    berth.isBusy = true;
    return berth;
  }

  private async laneAt(berth: Berth, contextTokens: number): Promise<Lane> {
    if (berth.lane && berth.lane.contextTokens < contextTokens) await closeAt(berth);
    berth.lane ??= await Lane.open(this.model, {
      adapterFile: this.adapterFile,
      contextTokens: roundUp(contextTokens),
      threads: this.cores.threadsPerLane,
    });
    return berth.lane;
  }
}

/**
 * How good a lane is for a prompt. The best has a good part of the prompt evaluated; then comes one
 * with nothing worth keeping, then one yet to be opened, and last one that loses what was of use.
 */
function worth(lane: Lane | undefined, prompt: Prompt<Token>): number {
  if (!lane) return -1;
  const shared = lane.shared(prompt);
  if (shared >= GOOD_PART) return 1 + shared;
  return lane.lastReuse >= GOOD_PART ? -2 : shared;
}

async function closeAt(berth: Berth): Promise<void> {
  const { lane } = berth;
  berth.lane = undefined;
  await lane?.close();
}

/** To a power of two, so that contexts are reopened seldom while prompts grow. */
function roundUp(tokens: number): number {
  return Math.max(MIN_CONTEXT_TOKENS, 2 ** Math.ceil(Math.log2(tokens)));
}
