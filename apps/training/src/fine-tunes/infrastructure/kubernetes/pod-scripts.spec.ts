import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@equipoise/kernel';
import { temporaryFolder } from '@equipoise/testing';
import { canRunPodScripts } from '../../../../test/support/pod-command.js';

const POD = join(dirname(fileURLToPath(import.meta.url)), 'pod');
const describeWithBash = canRunPodScripts() ? describe : describe.skip;

/** Stands for `axolotl`: does what the variables PREPROCESS and TRAIN say. */
const AXOLOTL = `#!/bin/bash
out="$JOB_DIR/out"
if [ "$1" = preprocess ]; then echo preprocess >> "$JOB_DIR/calls"; eval "$PREPROCESS"; exit; fi
echo "train from $(ls "$out" | grep checkpoint | tr '\\n' ' ')" >> "$JOB_DIR/calls"
adapter() { echo '{"r":4}' > "$out/adapter_config.json"; echo weights > "$out/adapter_model.safetensors"; }
checkpoint() { mkdir -p "$out/checkpoint-$1"; echo '{"global_step":'$1'}' > "$out/checkpoint-$1/trainer_state.json"; }
eval "$TRAIN"
`;

describeWithBash('the scripts of a training pod', () => {
  let folder: string;
  let job: string;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    ({ path: folder, remove } = await temporaryFolder());
    job = join(folder, 'job');
    await mkdir(join(job, 'out'), { recursive: true });
    await mkdir(join(folder, 'base'));
    await writeFile(join(folder, 'axolotl'), AXOLOTL);
    await chmod(join(folder, 'axolotl'), 0o755);
  });
  afterEach(async () => {
    await remove();
  });

  const env = (train: string, more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    PATH: `${folder}:${process.env.PATH ?? ''}`,
    CONFIG_DIR: folder,
    JOB_DIR: job,
    NPROC: '4',
    BASE_MODEL: join(folder, 'base'),
    FINE_TUNE_ID: 'f'.repeat(64),
    DATA_SHA256: 'd',
    TERMINATION_LOG: join(folder, 'termination'),
    PREPROCESS: 'true',
    TRAIN: train,
    ...more,
  });
  const run = (train: string, more: Record<string, string> = {}): number | null =>
    spawnSync('bash', [join(POD, 'run.sh')], { env: env(train, more) }).status;
  const said = async (): Promise<string> => readFile(join(folder, 'termination'), 'utf8');
  const calls = async (): Promise<string> => readFile(join(job, 'calls'), 'utf8');

  it('leave an adapter with a manifest that tells every file', async () => {
    expect(run('checkpoint 4; adapter')).toBe(0);
    const adapter = join(job, 'adapter');
    const manifest = JSON.parse(await readFile(join(adapter, 'manifest.json'), 'utf8')) as {
      files: Record<string, { sha256: string; bytes: number }>;
    };
    expect(manifest).toMatchObject({ fineTuneId: 'f'.repeat(64), dataSha256: 'd' });
    expect(Object.keys(manifest.files)).toEqual([
      ...['adapter_config.json', 'adapter_model.safetensors', 'trainer_state.json'],
    ]);
    const weights = await readFile(join(adapter, 'adapter_model.safetensors'));
    expect(manifest.files['adapter_model.safetensors']).toEqual({
      sha256: sha256(weights),
      bytes: weights.length,
    });
    expect(await readdir(job)).not.toContain('.adapter-tmp');
  });

  it('tell the chat templates of base and adapter', async () => {
    const template = '{{ messages }}';
    const config = JSON.stringify({ chat_template: [{ name: 'default', template }] });
    await writeFile(join(folder, 'base', 'tokenizer_config.json'), config);
    expect(run('adapter; printf other > "$out/chat_template.jinja"')).toBe(0);
    const text = await readFile(join(job, 'adapter', 'manifest.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      chatTemplate: { base: sha256(template), adapter: sha256('other') },
    });
  });

  it('do nothing where the adapter is there already', async () => {
    expect(run('adapter')).toBe(0);
    expect(run('exit 1')).toBe(0);
    expect(await calls()).toBe('preprocess\ntrain from \n');
  });

  it('go on from whole checkpoints alone, and prepare the data once', async () => {
    expect(
      run(
        'checkpoint 2; mkdir -p "$out/checkpoint-4"; echo "{" > "$out/checkpoint-4/trainer_state.json"; exit 9',
      ),
    ).toBe(9);
    expect(run('adapter')).toBe(0);
    expect(await calls()).toBe('preprocess\ntrain from \ntrain from checkpoint-2 \n');
  });

  it.each([
    ['refused configuration', '1 validation error for AxolotlInputConfig', 78],
    ['refused data', 'Found sequence length 5000 exceeding sequence_len', 65],
    ['anything else', 'no space left', 1],
  ])('tell %s while preparing', async (_, text, status) => {
    expect(run('adapter', { PREPROCESS: `echo "${text}" >&2; exit 1` })).toBe(status);
    expect(await said()).toContain(text);
    expect(await readdir(job)).not.toContain('.prepared');
  });

  it.each([
    ['the GPU’s memory', 'torch.OutOfMemoryError: CUDA out of memory.', 1, 70],
    ['a killed trainer', 'working', 137, 137],
  ])('tell %s while training', async (_, text, exit, status) => {
    expect(run(`echo "${text}" >&2; exit ${exit}`)).toBe(status);
    expect(await said()).toContain(text);
  });

  it('tell a missing base model, and a trainer that left nothing', async () => {
    expect(run('adapter', { BASE_MODEL: '/nowhere' })).toBe(66);
    expect(await said()).toContain('no folder /nowhere');
    expect(run('true')).toBe(74);
    expect(await said()).toContain('left no adapter_config.json');
  });

  it('hand the order to end on to the trainer, and wait for its last words', async () => {
    const train =
      'trap "checkpoint 7; exit 143" TERM; touch "$JOB_DIR/up"; while true; do sleep 0.05; done';
    const child = spawn('bash', [join(POD, 'run.sh')], { env: env(train) });
    const ended = once(child, 'exit');
    while (!(await readdir(job)).includes('up')) await sleep(20);
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(143);
    expect(await readdir(join(job, 'out'))).toContain('checkpoint-7');
  });

  it('ask for a last checkpoint and wait until it is whole', async () => {
    const out = join(job, 'out');
    const child = spawn('bash', [join(POD, 'prestop.sh')], { env: env('') });
    const ended = once(child, 'exit');
    while (!(await readdir(out)).includes('axolotl_checkpoint.save')) await sleep(20);
    await sleep(50);
    spawnSync('rm', [join(out, 'axolotl_checkpoint.save')]);
    await mkdir(join(out, 'checkpoint-3'));
    await sleep(1_200);
    expect(child.exitCode).toBeNull();
    await writeFile(join(out, 'checkpoint-3', 'trainer_state.json'), '{}');
    expect((await ended)[0]).toBe(0);
  });

  it('wait for a last checkpoint no longer than they may', () => {
    const { status } = spawnSync('bash', [join(POD, 'prestop.sh')], {
      env: env('', { PRESTOP_SECONDS: '1' }),
    });
    expect(status).toBe(0);
  });
});
