import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '@equipoise/kernel';
import type { PodEnd, RunningPod } from '@equipoise/testing';
import { parse } from 'yaml';
import { runPodCommand } from './pod-command.js';

/** What the trainer in a pod does. */
export interface Behaviour {
  /** Optimiser steps of the whole training; default 4. */
  readonly steps?: number;
  /** Time of a step, milliseconds; default 20. */
  readonly stepMs?: number;
  /** How the first pod ends after its first step, in place of training on. */
  readonly firstEnd?: PodEnd;
  /** How every pod ends after its first step. */
  readonly everyEnd?: PodEnd;
  /** Whether the pod's own command is run, in place of being played. */
  readonly byCommand?: boolean;
  /** What is wrong with the adapter that it leaves. */
  readonly flaw?: Flaw;
}

/** Ways in which an adapter is not the one ordered. */
export interface Flaw {
  readonly base?: string;
  readonly rank?: number;
  readonly dtype?: string;
  /** SHA-256 of the chat template it was trained with; the base has that of nothing. */
  readonly chatTemplate?: string;
}

interface AxolotlFile {
  readonly base_model: string;
  readonly lora_r: number;
  readonly seed: number;
}

/** Plays what `run.sh` and Axolotl do: checkpoints, posts of progress, an adapter with its manifest. */
export class PlayedTrainer {
  private readonly behaviours = new Map<string, Behaviour>();
  /** Steps at which pods of a fine-tune began, by its id. */
  readonly beginnings = new Map<string, number[]>();
  /** When the last pod of a fine-tune ended, by its id; milliseconds since 1970. */
  readonly ends = new Map<string, number>();
  /** Tokens seen, by run. */
  readonly tokens = new Map<string, string>();

  /** Behaviour of fine-tunes with this seed. */
  behave(seed: number, behaviour: Behaviour): void {
    this.behaviours.set(String(seed), behaviour);
  }

  /** The program of a pod. */
  readonly script = async (pod: RunningPod): Promise<PodEnd> => {
    const text = await readFile(pod.mount('/etc/ft/axolotl.yaml'), 'utf8');
    const config = parse(text) as AxolotlFile;
    const behaviour = this.behaviours.get(String(config.seed)) ?? {};
    const { steps = 4, stepMs = 20, byCommand = false } = behaviour;
    try {
      if (byCommand) return await runPodCommand(pod, { steps, stepMs });
      return await this.train(pod, config, { ...behaviour, steps, stepMs });
    } finally {
      this.ends.set(pod.env.FINE_TUNE_ID ?? '', Date.now());
    }
  };

  private async train(
    pod: RunningPod,
    config: AxolotlFile,
    behaviour: Behaviour & { readonly steps: number; readonly stepMs: number },
  ): Promise<PodEnd> {
    const { steps, stepMs } = behaviour;
    const id = pod.env.FINE_TUNE_ID ?? '';
    const out = pod.mount('/job/out');
    await mkdir(out, { recursive: true });
    let step = await newestCheckpoint(out);
    const begun = this.beginnings.get(id) ?? [];
    this.beginnings.set(id, [...begun, step]);
    await this.post(pod, { total_steps: steps });
    while (step < steps) {
      await sleep(stepMs, undefined, { signal: pod.terminating }).catch(() => undefined);
      if (pod.terminating.aborted) {
        await writeCheckpoint(out, step);
        return { exitCode: 143 };
      }
      step += 1;
      await this.post(pod, { current_step: step, total_steps: steps, loss: 2 / step });
      const end = endAfterStep(behaviour, begun.length);
      if (end) return end;
    }
    await writeAdapter(pod, { config, step, flaw: behaviour.flaw ?? {} });
    return { exitCode: 0 };
  }

  private async post(pod: RunningPod, metrics: Readonly<Record<string, number>>): Promise<void> {
    const url = pod.env.KUBEFLOW_TRAINER_SERVER_URL;
    if (url === undefined) return;
    const token = await readFile(pod.mount('/etc/ft-token/token'), 'utf8');
    this.tokens.set(pod.jobName, token);
    const body = {
      trainerStatus: {
        metrics: Object.entries(metrics).map(([name, value]) => ({ name, value: String(value) })),
      },
    };
    // A trainer goes on when nobody takes its posts.
    await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }
}

/** @param earlier pods of the same fine-tune */
function endAfterStep({ firstEnd, everyEnd }: Behaviour, earlier: number): PodEnd | undefined {
  return everyEnd ?? (earlier === 0 ? firstEnd : undefined);
}

async function newestCheckpoint(out: string): Promise<number> {
  const names = await readdir(out);
  return Math.max(0, ...names.map((name) => Number(/^checkpoint-(\d+)$/.exec(name)?.[1] ?? 0)));
}

async function writeCheckpoint(out: string, step: number): Promise<void> {
  const folder = join(out, `checkpoint-${step}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'trainer_state.json'), JSON.stringify({ global_step: step }));
}

async function writeAdapter(
  pod: RunningPod,
  { config, step, flaw }: { config: AxolotlFile; step: number; flaw: Flaw },
): Promise<void> {
  const job = pod.mount('/job');
  const data = await readFile(join(job, 'data', 'train.jsonl'), 'utf8');
  const log_history = Array.from({ length: step }, (_, i) => ({ step: i + 1, loss: 2 / (i + 1) }));
  const texts = {
    'adapter_config.json': JSON.stringify({
      peft_type: 'LORA',
      base_model_name_or_path: flaw.base ?? config.base_model,
      r: config.lora_r,
    }),
    'adapter_model.safetensors': weights(flaw.rank ?? config.lora_r, flaw.dtype, data),
    'trainer_state.json': JSON.stringify({ global_step: step, max_steps: step, log_history }),
  };
  const part = join(job, '.adapter-tmp');
  await mkdir(part, { recursive: true });
  for (const [name, text] of Object.entries(texts)) await writeFile(join(part, name), text);
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      { sha256: sha256(text), bytes: text.length },
    ]),
  );
  await writeFile(
    join(part, 'manifest.json'),
    JSON.stringify({
      files,
      packages: { axolotl: '0.19.0' },
      chatTemplate: { base: sha256(''), adapter: flaw.chatTemplate ?? sha256('') },
    }),
  );
  await rename(part, join(job, 'adapter'));
}

/** A safetensors file with one adapted layer of width 1. */
function weights(rank: number, dtype = 'BF16', data: string): string {
  const tensors = JSON.stringify({
    __metadata__: { data: sha256(data) },
    'model.q_proj.lora_A.weight': { dtype, shape: [rank, 1], data_offsets: [0, 2 * rank] },
    'model.q_proj.lora_B.weight': { dtype, shape: [1, rank], data_offsets: [2 * rank, 4 * rank] },
  });
  // As long as is written in bytes below 128, which are the same in every encoding.
  const header = tensors.padEnd(512);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return length.toString('latin1') + header + '\0'.repeat(4 * rank);
}
