import { type VectorInputs } from './vector-inputs.js';

/** How the answers of one kind of vector are computed, from its inputs alone. */
export interface VectorCheck {
  /**
   * What the vector's id begins with, up to its end or a `.`, `_` or `-`, e.g. `prop.ci` for
   * `prop.ci.8_10`. Where several fit, the longest one is taken.
   */
  readonly prefix: string;
  /**
   * The answers under the keys of the vector's `expected`, nested as they are there. More keys than
   * a vector expects do no harm; one that is missing or undefined fails the vector, unless null is
   * expected. An input that cannot be used may throw.
   */
  readonly compute: (inputs: VectorInputs) => unknown;
}
