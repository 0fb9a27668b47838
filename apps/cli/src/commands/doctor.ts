import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, MANIFEST, ModelCache, sizeBytes } from '@equipoise/models';
import { homeFolder, InstanceLock } from '../../../standalone/src/index.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type CommandContext, print } from './command.js';

interface Finding {
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
}

const MARK = { ok: '✓', note: '·', problem: '✗' } as const;
const ENOUGH_DISK_BYTES = 10e9;
const ENOUGH_MEMORY_BYTES = 6e9;

/** `equipoise doctor`: looks at what Equipoise stands on and says what is missing and how to get it. */
export async function doctor(context: CommandContext): Promise<ExitCode> {
  const findings = [
    nodeFinding(),
    machineFinding(),
    await diskFinding('home', homeFolder(context.env)),
    await diskFinding('cache', cacheFolder(context.env)),
    await instanceFinding(context.env),
    await trainingFinding(context.env),
    ...(await modelFindings(context.env)),
  ];
  for (const { state, text } of findings) print(context, `${MARK[state]} ${text}`);
  return findings.some(({ state }) => state === 'problem') ? EXIT.failed : EXIT.noHarm;
}

function nodeFinding(): Finding {
  return { state: 'ok', text: `Node ${process.versions.node} (the project brings its own)` };
}

function machineFinding(): Finding {
  const memory = totalmem();
  const text = `${availableParallelism()} processor cores, ${(memory / 1e9).toFixed(0)} GB of memory`;
  return memory < ENOUGH_MEMORY_BYTES
    ? { state: 'note', text: `${text}: local training of a 0.5B model needs about 6 GB` }
    : { state: 'ok', text };
}

async function diskFinding(name: string, folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  const text = `${name} folder ${folder}: ${(free / 1e9).toFixed(0)} GB free`;
  if (free >= ENOUGH_DISK_BYTES) return { state: 'ok', text };
  return {
    state: 'problem',
    text: `${text}; the demo needs about 10 GB: free some, or set EQUIPOISE_${name.toUpperCase()}`,
  };
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return freeBytes(join(folder, '..')); // not made yet: its parent's disk counts
  }
}

async function instanceFinding(env: NodeJS.ProcessEnv): Promise<Finding> {
  const running = await InstanceLock.owner(join(homeFolder(env), 'instance.json'));
  return running
    ? { state: 'ok', text: `runs as process ${running.pid} on ${running.url ?? '(starting)'}` }
    : { state: 'note', text: 'not running; "equipoise run" starts it for its own time' };
}

async function trainingFinding(env: NodeJS.ProcessEnv): Promise<Finding> {
  // Loaded only here: the service brings much that no other command of this kind needs.
  const { missingForTraining } = await import('../../../training/src/index.js');
  const missing = await missingForTraining(env);
  return missing === undefined
    ? { state: 'ok', text: 'training: Python with venv and pip, and git, are there' }
    : { state: 'note', text: `no training, though everything else works: ${missing}` };
}

async function modelFindings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const cache = new ModelCache(cacheFolder(env));
  return Promise.all(
    MANIFEST.map(async (model): Promise<Finding> => {
      const size = `${Math.ceil(sizeBytes(model) / 1e6)} MB`;
      return (await cache.isPresent(model))
        ? { state: 'ok', text: `model ${model.name} is downloaded and verified` }
        : {
            state: 'note',
            text: `model ${model.name} is not here: equipoise models pull ${model.name} (${size})`,
          };
    }),
  );
}
