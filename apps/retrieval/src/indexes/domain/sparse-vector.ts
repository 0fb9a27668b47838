/** Weights of the terms that occur; all others are 0. Both lists have shape [terms]. */
export interface SparseVector {
  /** Term ids, ascending, each once. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}
