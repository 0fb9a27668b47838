import { Gate } from '../../generations/index.js';
import { lanePlan } from '../domain/llama-settings.js';

/** What all models of this process share: more lanes at work than cores would only slow each other. */
export class Cores {
  /** Lanes that work at a time. */
  readonly lanes: number;
  readonly threadsPerLane: number;
  readonly gate = new Gate((working) => working < this.lanes);

  /** @param threads processor cores, >= 1 */
  constructor(threads: number) {
    const { lanes, threadsPerLane } = lanePlan(threads);
    this.lanes = lanes;
    this.threadsPerLane = threadsPerLane;
  }
}
