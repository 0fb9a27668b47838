import type { LocalModel, RegisteredModel, RemoteModel } from './registered-model.js';

/** `not-downloaded`: asking it is refused, naming the command that brings its file. */
export type ModelStatus = 'ready' | 'not-downloaded';

export type RegisteredLocalModel = RegisteredModel & LocalModel;
export type RegisteredRemoteModel = RegisteredModel & RemoteModel;

/** A model as users see it in a list. */
export interface CatalogModel {
  readonly model: RegisteredModel;
  readonly status: ModelStatus;
}

/** What the registry keeps of an adapter; the rest comes from its base model. */
export interface StoredAdapter {
  readonly name: string;
  readonly base: string;
  /** GGUF file. */
  readonly file: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly digest: string;
  readonly sizeBytes: number;
  /** undefined when the file tells none. */
  readonly rank: number | undefined;
}
