#!/usr/bin/env node
/*
 * Stands for the Python of the trainer: answers its four command lines in the shapes of the real
 * programs, in milliseconds. `behaviour.json` beside it says how a training goes; `starts.log` beside
 * it gets a line per training: process id and the step it began at.
 */
const fs = require('node:fs');
const path = require('node:path');

const HOME = path.dirname(process.argv[1]);
const [first = '', ...rest] = process.argv.slice(2);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function behaviour() {
  const file = path.join(HOME, 'behaviour.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

function printVersions() {
  const [, ...names] = rest;
  const pinned = fs.readFileSync(path.join(HOME, 'requirements.txt'), 'utf8').split('\n');
  const known = new Map(pinned.map((line) => line.split('==')));
  const versions = names.map((name) => [name, known.get(name) ?? null]);
  console.log(JSON.stringify(Object.fromEntries(versions)));
}

async function post(metrics) {
  const token = fs.readFileSync(process.env.KUBEFLOW_TRAINER_SERVER_TOKEN, 'utf8');
  const named = Object.entries(metrics).map(([name, value]) => ({ name, value: String(value) }));
  await fetch(process.env.KUBEFLOW_TRAINER_SERVER_URL, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ trainerStatus: { progressPercentage: 1, metrics: named } }),
  });
}

function lastCheckpoint(output) {
  if (!fs.existsSync(output)) return 0;
  const steps = fs.readdirSync(output).map((name) => Number(name.replace('checkpoint-', '')));
  return Math.max(0, ...steps.filter(Number.isFinite));
}

function lossesUpTo(step) {
  return Array.from({ length: step }, (_, i) => ({
    step: i + 1,
    loss: 3 / (i + 1),
    learning_rate: 1e-3,
  }));
}

function writeRecord(folder, step) {
  fs.mkdirSync(folder, { recursive: true });
  const state = { global_step: step, log_history: lossesUpTo(step) };
  fs.writeFileSync(path.join(folder, 'trainer_state.json'), JSON.stringify(state));
}

async function train(configFile) {
  const config = JSON.parse(fs.readFileSync(configFile, 'utf8'));
  const { steps = 3, stepMs = 20, refuse, crash, salt = '' } = behaviour();
  process.stdin.on('end', () => process.exit(75)).resume();
  const start = lastCheckpoint(config.sft.output_dir);
  fs.appendFileSync(path.join(HOME, 'starts.log'), `${process.pid} ${start}\n`);
  const isFirst =
    fs.readFileSync(path.join(HOME, 'starts.log'), 'utf8').trim().split('\n').length === 1;
  if (refuse) {
    console.error(`a warning\n${refuse}`);
    process.exit(65);
  }
  await post({ total_steps: steps });
  for (let step = start + 1; step <= steps; step += 1) {
    await sleep(stepMs);
    await post({ current_step: step, total_steps: steps, loss: 3 / step });
    writeRecord(path.join(config.sft.output_dir, `checkpoint-${step}`), step);
    if (isFirst && crash && step === crash.afterStep) {
      if (crash.leaveHalf) fs.mkdirSync(path.join(config.sft.output_dir, `checkpoint-${step + 1}`));
      if (crash.signal) process.kill(process.pid, crash.signal);
      console.error(crash.words);
      process.exit(1);
    }
  }
  writeRecord(config.adapter, steps);
  const weights = fs.readFileSync(config.data, 'utf8') + salt;
  fs.writeFileSync(path.join(config.adapter, 'adapter_model.safetensors'), weights);
  process.exit(0);
}

async function main() {
  if (first === '-c') return printVersions();
  const program = path.basename(first);
  if (program === 'unpack_base.py') {
    fs.writeFileSync(path.join(rest[2], 'config.json'), JSON.stringify({ num_hidden_layers: 24 }));
    return undefined;
  }
  if (program === 'train.py') return train(rest[0]);
  if (program === 'convert_lora_to_gguf.py') {
    const adapter = path.join(rest.at(-1), 'adapter_model.safetensors');
    return fs.copyFileSync(adapter, rest[rest.indexOf('--outfile') + 1]);
  }
  throw new Error(`fake python was asked for ${first}`);
}

void main();
