/** What the worker is started with. */
export interface WorkerSetup {
  readonly folder: string;
  /** Threads of one run of the model. */
  readonly threads: number;
  /** Tokens of one run, its two marks included. */
  readonly windowTokens: number;
}

export interface EmbedRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

export type EmbedReply =
  | { readonly id: number; readonly vectors: readonly Float32Array[] }
  | { readonly id: number; readonly error: string };

/** What is used of `@huggingface/tokenizers`, whose own types TypeScript cannot resolve (0.2.0). */
export interface TokenizerPackage {
  readonly Tokenizer: new (model: object, config: object) => WordPieceTokenizer;
}

interface WordPieceTokenizer {
  encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: number[] };
  token_to_id(token: string): number | undefined;
}
