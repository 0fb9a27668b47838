import type { LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { CHUNK_TOKENS, type Prompt, sharedChunks } from '../domain/prompt-chunks.js';

export interface LaneOptions {
  readonly adapterFile: string | undefined;
  /** Most tokens of prompt and completion together. */
  readonly contextTokens: number;
  readonly threads: number;
}

/** One context of a model (with its adapter), taking one call at a time. */
export class Lane {
  /** What of the last prompt is evaluated and may be built upon. */
  private evaluated: (readonly Token[])[] = [];
  private reused = 0;

  private constructor(
    private readonly context: LlamaContext,
    private readonly sequence: LlamaContextSequence,
    readonly contextTokens: number,
  ) {}

  /** @throws Error of node-llama-cpp: no memory, or the adapter cannot be used with this model */
  static async open(model: LlamaModel, options: LaneOptions): Promise<Lane> {
    const { adapterFile, contextTokens, threads } = options;
    const context = await model.createContext({
      sequences: 1,
      contextSize: contextTokens,
      batchSize: CHUNK_TOKENS,
      threads: { ideal: threads, min: threads },
      ...(adapterFile === undefined ? {} : { lora: { adapters: [{ filePath: adapterFile }] } }),
    });
    return new Lane(context, context.getSequence(), contextTokens);
  }

  /** Memory it holds. */
  get bytes(): number {
    const { ram, vram } = this.context.memoryUsage;
    return ram + vram;
  }

  /** Part of a prompt that need not be evaluated here, [0, 1]. */
  shared({ chunks }: Prompt<Token>): number {
    return sharedChunks(chunks, this.evaluated) / chunks.length;
  }

  /** Part of the last prompt that was evaluated before it came, [0, 1]. */
  get lastReuse(): number {
    return this.reused;
  }

  /**
   * Evaluates a prompt but for its last chunk.
   *
   * @returns the sequence and the last chunk, from which the caller has the model go on
   * @throws the signal's reason, between two chunks
   */
  async advance(
    prompt: Prompt<Token>,
    signal: AbortSignal,
  ): Promise<{ sequence: LlamaContextSequence; last: Token[] }> {
    const { sequence } = this;
    const { chunks } = prompt;
    const kept = Math.min(sharedChunks(chunks, this.evaluated), chunks.length - 1);
    this.reused = kept / chunks.length;
    this.evaluated = chunks.slice(0, kept);
    await sequence.adaptStateToTokens(this.evaluated.flat(), false);
    for (const chunk of chunks.slice(kept, -1)) {
      signal.throwIfAborted();
      await sequence.evaluateWithoutGeneratingNewTokens([...chunk]);
      this.evaluated.push(chunk);
    }
    signal.throwIfAborted();
    return { sequence, last: [...(chunks.at(-1) ?? [])] };
  }

  async close(): Promise<void> {
    await this.context.dispose();
  }
}
