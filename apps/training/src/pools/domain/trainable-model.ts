import type { ModelShape } from './model-shape.js';

/** A base model whose weights the training pods can read. */
export interface TrainableModel {
  /** As inference names it. */
  readonly name: string;
  /** Path of the weights in the pod: the same text as the `--model` of the server that serves it. */
  readonly weights: string;
  /** What the weights are, e.g. a commit or a digest; empty when unknown. */
  readonly revision: string;
  readonly shape: ModelShape;
}
