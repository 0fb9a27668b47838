/**
 * Checks the statistics against published cases:
 * `npm run verify:statistics -- --vectors <file>`, or `node --import ./bench/typescript.mjs
 * tools/verify-statistics/main.ts --vectors <file>`. Ends with 1 when a case fails or the file
 * cannot be used, with 0 otherwise.
 */
import { parseArgs } from 'node:util';
import { allChecks } from './all-checks.js';
import { lineOf, summaryOf } from './report.js';
import { readVectors, UnreadableVectorsError } from './vector-file.js';
import { verifyVector } from './verify-vector.js';

const USAGE = 'usage: npm run verify:statistics -- --vectors <file>';

function main(): number {
  const path = pathFrom(process.argv.slice(2));
  const outcomes = readVectors(path).map((vector) => {
    const outcome = verifyVector(vector, allChecks);
    process.stdout.write(`${lineOf(vector, outcome)}\n`);
    return outcome;
  });
  process.stdout.write(`${summaryOf(outcomes)}\n`);
  return outcomes.some(({ kind }) => kind === 'failed' || kind === 'refused') ? 1 : 0;
}

function pathFrom(args: string[]): string {
  try {
    const { vectors } = parseArgs({ args, options: { vectors: { type: 'string' } } }).values;
    if (vectors !== undefined) return vectors;
  } catch (error) {
    throw new UnreadableVectorsError(`${(error as Error).message}\n${USAGE}`);
  }
  throw new UnreadableVectorsError(`--vectors is missing\n${USAGE}`);
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof UnreadableVectorsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
