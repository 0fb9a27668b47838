/** Prices of a model's endpoint, US dollars per million tokens; 0 for local models. */
export interface Prices {
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
}

/** A GGUF model that this process runs itself. */
export interface LocalModel {
  readonly provider: 'local';
  /** The base model's GGUF file; it may not have been downloaded yet. */
  readonly file: string;
  /** The LoRA adapter's GGUF file, for a tuned model. */
  readonly adapterFile: string | undefined;
}

/** A model behind an OpenAI-compatible endpoint. */
export interface RemoteModel {
  readonly provider: 'openai';
  /** Base URL up to and including the version, e.g. `http://127.0.0.1:8000/v1`. */
  readonly endpoint: string;
  /** The `model` field of the request. */
  readonly remoteName: string;
  /** Where the key is found, e.g. `env:OPENAI_API_KEY`; undefined when none is needed. */
  readonly apiKeyRef: string | undefined;
  /** Most calls in flight to this endpoint, all users together. */
  readonly maxConcurrency: number;
  /** Hard limit of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Whether it answers `logprobs`. */
  readonly tokenProbabilities: boolean;
}

/** A model that can be asked by name: a base model, or a base model with an adapter. */
export type RegisteredModel = (LocalModel | RemoteModel) & {
  readonly name: string;
  /** Name of the base model, for a tuned one. */
  readonly base: string | undefined;
  /** SHA-256 of the adapter file, for a tuned one. */
  readonly adapterDigest: string | undefined;
  /** Of the weights, e.g. `Q4_K_M` or `bf16`; undefined when unknown. */
  readonly precision: string | undefined;
  /** Name or digest of the chat template; undefined when unknown. */
  readonly chatTemplate: string | undefined;
  /** Of the adapter; undefined when unknown and for a base model. */
  readonly adapterRank: number | undefined;
  /** Changes whenever weights, quantisation or adapter change. */
  readonly fingerprint: string;
  /** Most tokens of prompt and completion together. */
  readonly contextTokens: number;
  readonly prices: Prices;
  readonly licence: string;
  readonly sizeBytes: number;
};
