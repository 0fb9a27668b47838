import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import type { Api, FineTune, FineTunePlan } from '../client/api.js';
import { onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { formatDuration } from '../progress/eta.js';
import { progressDisplay } from '../progress/progress-display.js';
import { checkText } from './adapters.js';
import { type CommandContext, note, print } from './command.js';

export interface TrainOptions {
  readonly base: string;
  readonly dataset: string;
  readonly trainSize: string;
  readonly seed: string;
  readonly format: string;
  readonly method: string;
  readonly epochs?: string;
  readonly batch?: string;
  readonly learningRate?: string;
  readonly rank?: string;
  readonly alpha?: string;
  readonly dropout?: string;
  readonly topLayers?: string;
  readonly maxTokens?: string;
  readonly pool?: string;
  readonly gpus?: string;
  readonly maxGpuHours?: string;
  readonly dryRun?: boolean;
  readonly detach?: boolean;
  readonly server?: string;
}

const LOOK_MS = 1_000;
const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

/** `equipoise train`: trains one adapter, or says what that would take. */
export async function train(context: CommandContext, options: TrainOptions): Promise<ExitCode> {
  const order = orderOf(options);
  return onPlatform(context.env, options, async ({ api }) => {
    if (options.dryRun) {
      printPlan(context, await api.planFineTune(order));
      return EXIT.noHarm;
    }
    const asked = await api.createFineTune(order);
    note(context, `fine-tune ${asked.fineTuneId.slice(0, 12)} by ${asked.backend}`);
    for (const warning of asked.warnings) note(context, `warning: ${warning}`);
    if (options.detach) {
      print(context, asked.fineTuneId);
      return EXIT.noHarm;
    }
    const ended = await followTraining(api, asked, context);
    if (!ended) {
      note(context, '\nno longer following; the same command takes it up again');
      return EXIT.interrupted;
    }
    const code = conclude(context, ended);
    await proveActive(context, api, { adapter: ended.adapterModel, dataset: options.dataset });
    return code;
  });
}

async function followTraining(
  api: Api,
  asked: FineTune,
  { stderr, signal }: CommandContext,
): Promise<FineTune | undefined> {
  const display = progressDisplay(stderr);
  let said = '';
  let fineTune = asked;
  try {
    for (;;) {
      const text = [fineTune.status, fineTune.detail].filter(Boolean).join(': ');
      if (text !== said) display.note(`  ${text}`);
      said = text;
      const { step, totalSteps, loss } = fineTune;
      const detail = loss === null ? '' : `steps, loss ${loss.toFixed(3)}`;
      display.update([{ name: 'training', done: step, total: totalSteps, detail }]);
      if (ENDED.has(fineTune.status)) return fineTune;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined); // Ctrl-C
      if (signal.aborted) return undefined;
      fineTune = await api.fineTune(asked.fineTuneId);
    }
  } finally {
    display.stop();
  }
}

function conclude(context: CommandContext, fineTune: FineTune): ExitCode {
  if (fineTune.status !== 'succeeded') {
    throw new CliError(`fine-tune ${fineTune.status}: ${fineTune.reason}`);
  }
  const { adapterModel, adapterDigest, loss, wallSeconds, gpuSeconds, costUsd } = fineTune;
  print(context, `model    ${adapterModel}`);
  print(context, `adapter  sha256 ${adapterDigest} (${fineTune.adapterFormat})`);
  if (loss !== null) print(context, `loss     ${loss.toFixed(4)} nats a token at the last step`);
  const gpus =
    gpuSeconds > 0
      ? `, ${(gpuSeconds / 3600).toFixed(2)} GPU-hours, ${costUsd.toFixed(2)} USD`
      : '';
  const times = fineTune.attempt === 1 ? '' : ` in ${fineTune.attempt} attempts`;
  print(context, `time     ${formatDuration(wallSeconds)}${times}${gpus}`);
  return EXIT.noHarm;
}

/** Says whether what was trained is what answers; an endpoint that is not there yet is no failure of training. */
async function proveActive(
  context: CommandContext,
  api: Api,
  { adapter, dataset }: { readonly adapter: string; readonly dataset: string },
): Promise<void> {
  try {
    print(context, checkText(await api.checkAdapter(adapter, dataset)));
  } catch (error) {
    note(context, `whether it is active could not be told: ${reasonOf(error)}`);
    note(context, `ask again with "equipoise adapters check ${adapter} --dataset ${dataset}"`);
  }
}

function printPlan(context: CommandContext, plan: FineTunePlan): void {
  print(context, `fine-tune ${plan.fineTuneId.slice(0, 12)} by ${plan.backend}: ${plan.why}`);
  for (const warning of plan.warnings) print(context, `warning: ${warning}`);
  if (plan.status) print(context, `asked for before: ${plan.status}`);
  const options = plan.choice ? [plan.choice, ...plan.alternatives] : [];
  if (options.length === 0) return;
  print(context, '');
  print(context, '   GPUs  pool          batch split      memory/GPU      hours   cost USD');
  options.forEach((option, i) => {
    const { gpus, pool, perDeviceBatchSize, accumulationSteps } = option;
    const split = `${perDeviceBatchSize} x ${gpus} x ${accumulationSteps}`;
    const memory = `${option.memoryGib.toFixed(0)} of ${option.gpuMemoryGib.toFixed(0)} GiB`;
    print(
      context,
      `${i === 0 ? '->' : '  '} ${String(gpus).padStart(4)}  ${pool.padEnd(12)}  ${split.padEnd(12)}  ` +
        `${memory.padStart(13)}  ${option.hours.toFixed(2).padStart(9)}  ${option.costUsd.toFixed(2).padStart(9)}`,
    );
  });
  print(context, '\nbatch split: per device x GPUs x accumulation; times and costs are estimates');
}

function orderOf(options: TrainOptions): object {
  const number = (name: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value)) return value;
    throw new CliError(`--${name} ${text} is no number`);
  };
  return {
    base: options.base,
    dataset: options.dataset,
    trainSize: number('train-size', options.trainSize),
    seed: number('seed', options.seed),
    trainingFormat: options.format,
    settings: {
      method: options.method,
      epochs: number('epochs', options.epochs),
      effectiveBatchSize: number('batch', options.batch),
      learningRate: number('learning-rate', options.learningRate),
      rank: number('rank', options.rank),
      alpha: number('alpha', options.alpha),
      dropout: number('dropout', options.dropout),
      topLayers: number('top-layers', options.topLayers),
      maxSequenceTokens: number('max-tokens', options.maxTokens),
    },
    placement: {
      pool: options.pool,
      gpus: number('gpus', options.gpus),
      maxGpuHours: number('max-gpu-hours', options.maxGpuHours),
    },
  };
}
