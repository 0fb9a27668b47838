import type {
  CatalogModel,
  RegisteredRemoteModel,
  StoredAdapter,
} from '../domain/catalog-model.js';

/** The models that this installation can run itself. */
export abstract class LocalModels {
  /** Base models only, each with whether its file is here. */
  abstract list(): Promise<readonly CatalogModel[]>;
  /** By name or alias; undefined when there is none. */
  abstract find(name: string): Promise<CatalogModel | undefined>;
}

/** What users have registered. */
export abstract class ModelRepository {
  abstract find(name: string): Promise<RegisteredRemoteModel | StoredAdapter | undefined>;
  abstract remotes(): Promise<readonly RegisteredRemoteModel[]>;
  abstract adapters(): Promise<readonly StoredAdapter[]>;
  /** Adds the model or replaces the remote one of this name. */
  abstract saveRemote(model: RegisteredRemoteModel): Promise<void>;
  /** Adds the model unless the name exists. @returns what has the name already */
  abstract addRemote(
    model: RegisteredRemoteModel,
  ): Promise<RegisteredRemoteModel | StoredAdapter | undefined>;
  /** Adds the adapter unless the name exists, and gives what is stored under the name afterwards. */
  abstract addAdapter(adapter: StoredAdapter): Promise<StoredAdapter | undefined>;
}

export interface FileDigest {
  /** SHA-256, 64 hexadecimal digits. */
  readonly digest: string;
  readonly sizeBytes: number;
  /** The first four bytes as text; `GGUF` for a model or adapter. */
  readonly magic: string;
}

/** Files that this service can read. */
export abstract class FileReader {
  /** @throws Error of the file system, with a message that names the path */
  abstract digest(path: string): Promise<FileDigest>;
  /** Rank of the adapter in a GGUF file; undefined when it tells none. */
  abstract adapterRank(path: string): Promise<number | undefined>;
}
