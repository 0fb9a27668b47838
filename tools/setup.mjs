// Prepares a checkout and then runs a task in it. Runs on Node 20 with nothing installed, so it
// imports nothing but Node itself. Every step is skipped when its result is already there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const CLI = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');
// Rows pass through in the millions; with a larger young generation they die young, which costs less.
const RUN_CLI = ['--max-semi-space-size=32', CLI];
const EMBEDDER = 'all-minilm-l6-v2';

/** What each task needs before it can run, and the command that it is. */
const TASKS = {
  build: { models: [], command: () => undefined },
  'verify-statistics': {
    models: [],
    runsSources: true,
    command: (args) => fromSource(['tools', 'verify-statistics', 'main.ts'], args),
  },
  demo: {
    models: [EMBEDDER, 'qwen2.5-coder-0.5b', 'qwen2.5-coder-1.5b'],
    command: (args) => [NODE, [...RUN_CLI, 'demo', ...args]],
  },
  test: {
    models: [EMBEDDER, 'smollm2-135m'],
    command: (args) => [NODE, [join(ROOT, 'tools', 'test.mjs'), ...args]],
  },
  run: { models: [], command: (args) => [NODE, [...RUN_CLI, ...args]] },
  bench: {
    models: [],
    command: ([name, ...args]) => fromSource(['bench', `${name}.ts`], args),
  },
};

function main([name = 'build', ...args]) {
  const task = TASKS[name];
  if (!task) stop(`unknown task "${name}"; there are: ${Object.keys(TASKS).join(', ')}`);
  checkNode();
  installPackages();
  if (!task.runsSources) build();
  if (task.models.length > 0) step([NODE, [CLI, 'models', 'pull', '--quiet', ...task.models]]);
  const command = task.command(args);
  if (command) process.exitCode = run(command).status ?? 1;
}

/** Runs a TypeScript file of the checkout as it stands, without a build. */
function fromSource(path, args) {
  const loader = pathToFileURL(join(ROOT, 'bench', 'typescript.mjs')).href;
  return [NODE, ['--import', loader, join(ROOT, ...path), ...args]];
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    stop(
      `Node ${process.versions.node} is too old: install Node 20 or newer from https://nodejs.org`,
    );
  }
}

function installPackages() {
  const lock = sha256(readFileSync(join(ROOT, 'package-lock.json')));
  const stamp = join(ROOT, 'node_modules', '.equipoise-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(NODE)) return;
  say('installing packages (about 250 MB to download, 1.1 GB on disk, a minute or two)');
  // Not `npm ci`: the lock file lacks the builds of some platforms, which `install` adds by itself.
  step(['npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']], {
    // The processor builds come with the packages; only graphics builds would be fetched here.
    ONNXRUNTIME_NODE_INSTALL: 'skip',
    NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true',
  });
  if (!existsSync(NODE)) {
    stop(
      'the package "node" was not installed (its install script did not run): ' +
        'run "npm rebuild node", or allow it in your npm settings ("ignore-scripts" must be off)',
    );
  }
  writeFileSync(stamp, lock);
}

function build() {
  const stamp = join(ROOT, 'dist', '.equipoise-built');
  const state = sourceState();
  if (existsSync(stamp) && existsSync(CLI) && readFileSync(stamp, 'utf8') === state) return;
  say('building');
  step([NODE, [join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']]);
  writeFileSync(stamp, state);
}

/** Changes whenever a source, or what it is built with, changes. */
function sourceState() {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
  for (const folder of ['apps', 'libs']) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        files.push(join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length + 1));
    }
  }
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function run([program, args], options = {}) {
  const windows = process.platform === 'win32';
  // Ctrl-C reaches the child by itself; it decides how to end, and its exit code becomes ours.
  process.on('SIGINT', () => undefined);
  const result = spawnSync(program, args, {
    stdio: 'inherit',
    shell: windows,
    ...options,
  });
  if (result.error) stop(`${program} could not be started: ${result.error.message}`);
  return result;
}

/** A part of the set-up: runs in the checkout, wherever the command was called from. */
function step(command, env = {}) {
  const { status } = run(command, { cwd: ROOT, env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

function say(text) {
  process.stderr.write(`set-up: ${text}\n`);
}

function stop(text) {
  process.stderr.write(`set-up: ${text}\n`);
  process.exit(1);
}

main(process.argv.slice(2));
