/**
 * How often verdicts are right and wrong, and how often intervals hold the truth, in experiments whose
 * truth is known: `npm run simulate -- [--experiments 2000] [--threads 2] [--seed simulate]
 * [--only 'three seeds']`, which leaves out the truths whose names do not hold that text.
 * Ends with 1 when a promise of the method is broken.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { SCENARIOS, type Scenario } from './simulation/scenario.js';
import type { Share } from './simulation/simulation.worker.js';
import { rowsOf, tableOf } from './simulation/table.js';
import { added, emptyTally, type Tally } from './simulation/tally.js';

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '2000' },
    threads: { type: 'string', default: String(Math.min(8, availableParallelism())) },
    seed: { type: 'string', default: 'simulate' },
    only: { type: 'string', default: '' },
  },
});
const experiments = wholeNumber('experiments', values.experiments);
const threads = wholeNumber('threads', values.threads);

const started = performance.now();
const rows = [];
for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only))) {
  rows.push(...rowsOf(scenario, await simulated(scenario)));
  process.stderr.write(`${scenario.name}: done after ${seconds()} s\n`);
}
process.stdout.write(`${tableOf(rows)}\n\n${experiments} experiments each, ${seconds()} s\n`);
const broken = rows.flatMap((row) => row.broken);
for (const text of broken) process.stdout.write(`promise broken: ${text}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;

async function simulated(scenario: Scenario): Promise<Tally> {
  const border = (thread: number): number => Math.round((thread * experiments) / threads);
  const parts = Array.from({ length: threads }, (_, thread) =>
    inThread({ scenario, seed: values.seed, from: border(thread), to: border(thread + 1) }),
  );
  return (await Promise.all(parts)).reduce(added, emptyTally());
}

function inThread(share: Share): Promise<Tally> {
  const file = new URL('./simulation/simulation.worker.ts', import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(0);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`--${name} ${text} is no whole number >= 1`);
}
