import type { FineTuneSettings, PlacementWish } from '@equipoise/contracts';
import { planBatches } from '../../domain/batch-plan.js';
import { UnsupportedSettingError } from '../../domain/fine-tunes.errors.js';

/** Linear modules of a transformer block, as Llama, Qwen, Mistral and SmolLM name them. */
const TARGET_MODULES = [
  ...['q_proj', 'k_proj', 'v_proj', 'o_proj'],
  ...['gate_proj', 'up_proj', 'down_proj'],
];
/** Share of the steps in which the learning rate rises; too few steps leave no room for it. */
const WARMUP_SHARE = 0.03;

/** What `train.py` reads. */
export interface TrainerConfig {
  /** Folder of the base weights. */
  readonly base: string;
  /** JSON Lines file of training pairs. */
  readonly data: string;
  /** Folder for the finished adapter. */
  readonly adapter: string;
  readonly dtype: 'float32' | 'bfloat16';
  readonly checkpointSeconds: number;
  /** Arguments of peft.LoraConfig. */
  readonly peft: Readonly<Record<string, unknown>>;
  /** Arguments of trl.SFTConfig. */
  readonly sft: Readonly<Record<string, unknown>>;
}

export interface TrainerJob {
  readonly settings: FineTuneSettings;
  readonly seed: number;
  readonly examples: number;
  /** Transformer blocks of the base model. */
  readonly layers: number;
  readonly device: 'cpu' | 'cuda';
  readonly maxDeviceBatch: number;
  readonly checkpointSeconds: number;
  readonly paths: Readonly<Record<'base' | 'data' | 'output' | 'adapter', string>>;
}

/**
 * The configuration of one training, in the words of the libraries that read it.
 *
 * @throws UnsupportedSettingError
 */
export function renderTrainerConfig(job: TrainerJob): TrainerConfig {
  const { settings, paths, device, checkpointSeconds } = job;
  requireSupported(job);
  return {
    base: paths.base,
    data: paths.data,
    adapter: paths.adapter,
    dtype: device === 'cuda' ? 'bfloat16' : 'float32',
    checkpointSeconds,
    peft: {
      r: settings.rank,
      lora_alpha: settings.alpha,
      lora_dropout: settings.dropout,
      target_modules: TARGET_MODULES,
      ...layersOf(settings.topLayers, job.layers),
    },
    sft: sftArguments(job),
  };
}

function sftArguments(job: TrainerJob): Record<string, unknown> {
  const { settings, seed, device, examples, maxDeviceBatch, paths } = job;
  const { effectiveBatchSize, epochs } = settings;
  const plan = planBatches(examples, epochs, { effectiveBatchSize, maxPerDevice: maxDeviceBatch });
  return {
    output_dir: paths.output,
    num_train_epochs: epochs,
    per_device_train_batch_size: plan.perDeviceBatchSize,
    gradient_accumulation_steps: plan.accumulationSteps,
    learning_rate: settings.learningRate,
    lr_scheduler_type: 'cosine',
    warmup_steps: Math.floor(WARMUP_SHARE * plan.totalSteps),
    max_length: settings.maxSequenceTokens,
    completion_only_loss: true,
    packing: false,
    activation_checkpointing: false,
    use_cpu: device === 'cpu',
    bf16: device === 'cuda',
    fp16: false,
    dataloader_pin_memory: device === 'cuda',
    seed,
    data_seed: seed,
    logging_steps: 1,
    save_strategy: 'no',
    save_total_limit: 2,
    report_to: [],
    disable_tqdm: true,
  };
}

function layersOf(topLayers: number | undefined, layers: number): Record<string, unknown> {
  if (topLayers === undefined) return {};
  const first = layers - topLayers;
  return { layers_to_transform: Array.from({ length: topLayers }, (_, i) => first + i) };
}

function requireSupported({ settings, layers }: TrainerJob): void {
  requireLora(settings);
  if (settings.topLayers !== undefined && settings.topLayers > layers) {
    throw new UnsupportedSettingError(
      'settings.topLayers',
      `${settings.topLayers} is more than the ${layers} layers of the base model`,
    );
  }
}

/** @throws UnsupportedSettingError for a method that this back end cannot train */
export function requireLora({ method }: FineTuneSettings): void {
  if (method === 'lora') return;
  throw new UnsupportedSettingError(
    'settings.method',
    `"${method}" keeps the base in 4 bit, which needs a CUDA GPU and a back end that has the kernels; ` +
      'trl-local trains "lora" only',
  );
}

/** @throws UnsupportedSettingError for what only pools of GPUs can give */
export function requireNoWish({ pool, gpus, maxGpuHours }: PlacementWish): void {
  const wishes = Object.entries({ pool, gpus, maxGpuHours });
  const wish = wishes.find(([, value]) => value !== undefined);
  if (!wish) return;
  throw new UnsupportedSettingError(
    `placement.${wish[0]}`,
    'trl-local trains on this machine and has no GPU pools; leave it out, or train on a cluster (TRAINER_BACKEND=kubernetes)',
  );
}
