// Runs every level of tests with Jest and ends with one line of true sums.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const folder = mkdtempSync(join(tmpdir(), 'equipoise-test-'));
const outputFile = join(folder, 'result.json');
// Some tests start a PostgreSQL, some run a model. One worker more than cores uses the time in which
// others wait for a process or a poll; many more would only slow each other.
const workers = Math.min(5, availableParallelism() + 1);

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    `--maxWorkers=${workers}`,
    // What suites leave in memory slows the garbage collection of those that follow.
    '--workerIdleMemoryLimit=700MB',
    '--json',
    `--outputFile=${outputFile}`,
    ...process.argv.slice(2),
  ],
  // With --json Jest writes its report to standard error and the JSON to standard output.
  {
    cwd: ROOT,
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, EQUIPOISE_TEST_RUN_DIR: folder },
  },
);

try {
  const result = JSON.parse(readFileSync(outputFile, 'utf8'));
  // A file that cannot even be loaded holds no test, but it has failed all the same.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  process.stdout.write(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
} catch {
  process.stdout.write('0 passed, 1 failed, 0 skipped\n');
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
