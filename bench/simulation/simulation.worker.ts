// A thread of the simulation: runs the experiments whose numbers it is given.
import { parentPort, workerData } from 'node:worker_threads';
import { runExperiment } from './run-experiment.js';
import { type Scenario } from './scenario.js';
import { emptyTally, tallied, type Tally } from './tally.js';

/** What a thread is told to do. */
export interface Share {
  readonly scenario: Scenario;
  readonly seed: string;
  /** Numbers of the experiments, which make their seeds. */
  readonly from: number;
  readonly to: number;
}

const { scenario, seed, from, to } = workerData as Share;
let tally: Tally = emptyTally();
for (let i = from; i < to; i += 1) {
  tally = tallied(tally, runExperiment(scenario, `${seed}/${scenario.name}/${i}`));
}
parentPort?.postMessage(tally);
