import type { RegisteredModel } from '../../models/index.js';
import type { Generation } from '../domain/generation.js';
import type { ModelRuntime } from './model-runtime.js';

/** Everything that was ever bought. */
export abstract class GenerationRepository {
  /** Those that exist, by content key. */
  abstract find(ids: readonly string[]): Promise<Map<string, Generation>>;

  /**
   * Stores generations and gives back, in the same order, what is stored: the earlier one where
   * another process was first under the same content key.
   */
  abstract add(generations: readonly Generation[]): Promise<Generation[]>;
}

/** Which runtime serves which model. */
export abstract class ModelRuntimes {
  abstract of(model: RegisteredModel): ModelRuntime;
}
