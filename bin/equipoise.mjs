#!/usr/bin/env node
// The command of a checkout: it prepares what is missing (packages, build) and then runs the CLI.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const setup = fileURLToPath(new URL('../tools/setup.mjs', import.meta.url));
process.on('SIGINT', () => undefined);
const { status } = spawnSync(process.execPath, [setup, 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
