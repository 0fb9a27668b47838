import type { LlamaModel, Token } from 'node-llama-cpp';
import { type ModelCall, ModelRefusedError } from '../../generations/index.js';
import { type PromptPiece, renderChatMl, TURN_END } from '../domain/chatml.js';
import { type Prompt, toPrompt } from '../domain/prompt-chunks.js';
import type { Cores } from './cores.js';
import { LanePool } from './lane-pool.js';

/** A model in memory, and the lanes of it and of its adapters. */
export class LoadedModel {
  private readonly pools = new Map<string | undefined, LanePool>();
  private readonly paragraphEnds = new Map<Token, boolean>();

  constructor(
    readonly file: string,
    readonly model: LlamaModel,
    private readonly cores: Cores,
  ) {}

  /** The lanes with an adapter, or without; the most recently asked for stand last in {@link pools}. */
  pool(adapterFile: string | undefined): LanePool {
    const pool = this.pools.get(adapterFile) ?? new LanePool(this.model, adapterFile, this.cores);
    this.pools.delete(adapterFile);
    this.pools.set(adapterFile, pool);
    return pool;
  }

  get bytes(): number {
    const lanes = [...this.pools.values()].reduce((sum, pool) => sum + pool.bytes, 0);
    return this.model.size + lanes;
  }

  /** Gives back the lanes of the least recently used adapter. @returns false when all are in use */
  async closeOnePool(): Promise<boolean> {
    for (const [adapterFile, pool] of this.pools) {
      if (!pool.isIdle || pool.bytes === 0) continue;
      this.pools.delete(adapterFile);
      await pool.close();
      return true;
    }
    return false;
  }

  async close(): Promise<void> {
    await this.model.dispose();
  }

  /**
   * The tokens of a call's prompt.
   *
   * @throws ModelRefusedError when the model knows no ChatML
   */
  prompt({ messages, prefill }: Pick<ModelCall, 'messages' | 'prefill'>): Prompt<Token> {
    const rendered = renderChatMl(messages, prefill);
    const tokens = rendered.map((pieces) => pieces.flatMap((piece) => this.tokensOf(piece)));
    return toPrompt(tokens, (token) => this.endsParagraph(token));
  }

  text(tokens: readonly Token[]): string {
    return this.model.detokenize(tokens);
  }

  /** Whether a token ends the turn. */
  isEnd(token: Token): boolean {
    return this.model.isEogToken(token) || token === this.control(TURN_END);
  }

  /**
   * The one token of a text that a score is read from.
   *
   * @throws ModelRefusedError when it is not exactly one token
   */
  scoreToken(text: string): Token {
    const tokens = this.model.tokenize(text, false, 'trimLeadingSpace');
    const [token] = tokens;
    if (token !== undefined && tokens.length === 1) return token;
    throw new ModelRefusedError(
      'TOKEN_PROBABILITIES_UNAVAILABLE',
      `the score token "${text}" is ${tokens.length} tokens of this model, not one: ` +
        'use single digits or letters, or the estimator "samples"',
    );
  }

  private endsParagraph(token: Token): boolean {
    const known = this.paragraphEnds.get(token);
    if (known !== undefined) return known;
    const ends = this.model.detokenize([token]).includes('\n\n');
    this.paragraphEnds.set(token, ends);
    return ends;
  }

  private tokensOf(piece: PromptPiece): Token[] {
    return 'control' in piece ? [this.control(piece.control)] : this.model.tokenize(piece.text);
  }

  private control(text: string): Token {
    const tokens = this.model.tokenize(text, true);
    const [token] = tokens;
    if (token !== undefined && tokens.length === 1) return token;
    throw new ModelRefusedError(
      'MODEL_FILE_UNUSABLE',
      `${this.file} knows no "${text}": only models trained for ChatML can be run locally; ` +
        'serve it with vLLM or llama.cpp and register that endpoint instead',
    );
  }
}
