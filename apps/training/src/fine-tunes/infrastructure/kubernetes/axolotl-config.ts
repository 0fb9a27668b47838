import type { FineTuneSettings } from '@equipoise/contracts';
import { UnsupportedSettingError } from '../../domain/fine-tunes.errors.js';

/** Attention layers of Llama, Mistral, Mixtral and Qwen. */
const ATTENTION = ['q_proj', 'k_proj', 'v_proj', 'o_proj'];
/** Share of the steps in which the learning rate rises. */
const WARMUP_SHARE = 0.03;
/** Steps between two looks for the file by which a last checkpoint is asked for. */
const CHECKPOINT_LOOKS = 1;

/** What decides an Axolotl configuration. */
export interface AxolotlJob {
  readonly settings: FineTuneSettings;
  readonly seed: number;
  readonly examples: number;
  /** Transformer blocks of the base model. */
  readonly layers: number;
  readonly mixtureOfExperts: boolean;
  readonly split: {
    readonly perDeviceBatchSize: number;
    readonly gpus: number;
    readonly accumulationSteps: number;
  };
  readonly sharding: 'none' | 'zero3';
  /** Path in the pod: the same text as the `--model` of the server that is to load the adapter. */
  readonly baseModel: string;
  /** Optimiser steps between checkpoints. */
  readonly checkpointSteps: number;
  /** In the pod; `deepspeed` is read with `zero3` only. */
  readonly paths: Readonly<Record<'data' | 'prepared' | 'output' | 'deepspeed', string>>;
}

/**
 * The configuration of one training, in Axolotl's words (0.19).
 *
 * Examples are neither packed nor dropped nor cut, so that every optimiser step sees exactly the
 * effective batch; only the answer's tokens carry loss. Where experts share the feed-forward
 * layers, the adapter goes on attention alone: adapters on experts are not served reliably.
 *
 * @throws UnsupportedSettingError
 */
export function renderAxolotlConfig(job: AxolotlJob): Readonly<Record<string, unknown>> {
  const { settings, seed, paths, split } = job;
  return {
    base_model: job.baseModel,
    ...adapterKeys(job),
    ...dataKeys(job),
    dataset_prepared_path: paths.prepared,
    output_dir: paths.output,
    sequence_len: settings.maxSequenceTokens,
    excess_length_strategy: 'raise',
    sample_packing: false,
    pad_to_sequence_len: false,
    micro_batch_size: split.perDeviceBatchSize,
    gradient_accumulation_steps: split.accumulationSteps,
    num_epochs: settings.epochs,
    dataloader_drop_last: false,
    optimizer: 'adamw_torch_fused',
    lr_scheduler: 'cosine',
    learning_rate: settings.learningRate,
    warmup_steps: warmupSteps(job),
    bf16: true,
    gradient_checkpointing: true,
    gradient_checkpointing_kwargs: { use_reentrant: false },
    attn_implementation: 'flash_attention_2',
    ...(job.sharding === 'zero3' && { deepspeed: paths.deepspeed }),
    seed,
    logging_steps: 1,
    save_strategy: 'steps',
    save_steps: job.checkpointSteps,
    save_total_limit: 2,
    save_only_model: false,
    auto_resume_from_checkpoints: true,
    dynamic_checkpoint: { enabled: true, check_interval: CHECKPOINT_LOOKS },
    use_wandb: false,
    use_mlflow: false,
    use_tensorboard: false,
  };
}

/** ZeRO stage 3 in 16 bit; what is `auto` comes from the trainer's own configuration. */
export function renderDeepspeedConfig(): Readonly<Record<string, unknown>> {
  return {
    zero_optimization: {
      stage: 3,
      overlap_comm: true,
      contiguous_gradients: true,
      reduce_bucket_size: 'auto',
      stage3_prefetch_bucket_size: 'auto',
      stage3_param_persistence_threshold: 'auto',
      stage3_gather_16bit_weights_on_model_save: true,
    },
    bf16: { enabled: true },
    gradient_clipping: 'auto',
    gradient_accumulation_steps: 'auto',
    train_batch_size: 'auto',
    train_micro_batch_size_per_gpu: 'auto',
  };
}

function adapterKeys({ settings, layers, mixtureOfExperts }: AxolotlJob): Record<string, unknown> {
  const { method, rank, alpha, dropout } = settings;
  const isQuantised = method === 'qlora';
  return {
    adapter: method,
    load_in_4bit: isQuantised,
    lora_r: rank,
    lora_alpha: alpha,
    lora_dropout: dropout,
    ...(mixtureOfExperts ? { lora_target_modules: ATTENTION } : { lora_target_linear: true }),
    ...(mixtureOfExperts && isQuantised && { quantize_moe_experts: true }),
    ...layerKeys(settings.topLayers, layers),
  };
}

function layerKeys(topLayers: number | undefined, layers: number): Record<string, unknown> {
  if (topLayers === undefined) return {};
  if (topLayers > layers) {
    throw new UnsupportedSettingError(
      'settings.topLayers',
      `${topLayers} is more than the ${layers} layers of the base model`,
    );
  }
  const first = layers - topLayers;
  return { peft_layers_to_transform: Array.from({ length: topLayers }, (_, i) => first + i) };
}

function dataKeys({ paths }: AxolotlJob): Record<string, unknown> {
  return {
    datasets: [
      {
        path: paths.data,
        ds_type: 'json',
        type: 'chat_template',
        field_messages: 'messages',
        message_property_mappings: { role: 'role', content: 'content' },
        roles_to_train: ['assistant'],
        train_on_eos: 'turn',
      },
    ],
    // Base models may bring no template of their own.
    chat_template: 'tokenizer_default_fallback_chatml',
    val_set_size: 0,
    shuffle_merged_datasets: true,
  };
}

/** @returns steps; the trainer takes a last, smaller one for what is left over in an epoch */
function warmupSteps({ examples, settings }: AxolotlJob): number {
  const stepsPerEpoch = Math.ceil(examples / settings.effectiveBatchSize);
  return Math.floor(WARMUP_SHARE * Math.ceil(settings.epochs * stepsPerEpoch));
}
