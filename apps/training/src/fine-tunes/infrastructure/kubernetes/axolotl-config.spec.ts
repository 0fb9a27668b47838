import { existsSync, readFileSync } from 'node:fs';
import { inRepository } from '@equipoise/testing';
import { type AxolotlJob, renderAxolotlConfig, renderDeepspeedConfig } from './axolotl-config.js';

/** What Axolotl 0.19.0 publishes of its configuration: keys with Python types. */
const SCHEMA = inRepository('..', 'shared', 'axolotl-0.19.0.schema.json');

function aJob(
  job: Partial<AxolotlJob> = {},
  settings: Partial<AxolotlJob['settings']> = {},
): AxolotlJob {
  return {
    settings: {
      ...{ method: 'qlora', epochs: 3, effectiveBatchSize: 32, learningRate: 2e-4, rank: 16 },
      ...{ alpha: 32, dropout: 0.05, maxSequenceTokens: 4096 },
      ...settings,
    },
    ...{ seed: 2, examples: 500, layers: 32, mixtureOfExperts: false, sharding: 'none' },
    split: { perDeviceBatchSize: 2, gpus: 4, accumulationSteps: 4 },
    baseModel: '/models/llama-2-7b',
    checkpointSteps: 50,
    paths: {
      ...{ data: '/job/data/train.jsonl', prepared: '/job/prepared', output: '/job/out' },
      deepspeed: '/etc/ft/zero3.json',
    },
    ...job,
  };
}

/** The study's trainings, and one that shares its weights out. */
const JOBS: Readonly<Record<string, AxolotlJob>> = {
  'Llama 2 7B, LoRA': aJob({}, { method: 'lora' }),
  'Llama 2 13B, LoRA': aJob({ baseModel: '/models/llama-2-13b', layers: 40 }, { method: 'lora' }),
  'Llama 2 70B, QLoRA': aJob({ baseModel: '/models/llama-2-70b', layers: 80 }),
  'Mixtral on 4 H100, QLoRA': aJob({ baseModel: '/models/mixtral', mixtureOfExperts: true }),
  'Mixtral on 8 A100, QLoRA': aJob({
    ...{ baseModel: '/models/mixtral', mixtureOfExperts: true },
    split: { perDeviceBatchSize: 1, gpus: 8, accumulationSteps: 4 },
  }),
  'Mixtral, LoRA, shared out': aJob(
    { baseModel: '/models/mixtral', mixtureOfExperts: true, sharding: 'zero3' },
    { method: 'lora' },
  ),
  'the top layers only': aJob({}, { topLayers: 4 }),
};

describe(renderAxolotlConfig, () => {
  it.each(Object.entries(JOBS))(
    'keeps the effective batch of %s, and every example whole',
    (_, job) => {
      const config = renderAxolotlConfig(job);
      const { micro_batch_size: device, gradient_accumulation_steps: steps } = config;
      expect(Number(device) * job.split.gpus * Number(steps)).toBe(32);
      expect(config).toMatchObject({
        ...{ sample_packing: false, excess_length_strategy: 'raise', dataloader_drop_last: false },
        datasets: [{ roles_to_train: ['assistant'] }],
        ...{ val_set_size: 0, seed: 2, base_model: job.baseModel },
      });
    },
  );

  it('puts adapters on all linear layers, but on attention alone where there are experts', () => {
    expect(renderAxolotlConfig(aJob())).toMatchObject({
      lora_target_linear: true,
      adapter: 'qlora',
    });
    const moe = renderAxolotlConfig(aJob({ mixtureOfExperts: true }));
    expect(moe).toMatchObject({
      lora_target_modules: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
      quantize_moe_experts: true,
      load_in_4bit: true,
    });
    expect(moe).not.toHaveProperty('lora_target_linear');
    const whole = renderAxolotlConfig(aJob({ mixtureOfExperts: true }, { method: 'lora' }));
    expect(whole).toMatchObject({ load_in_4bit: false });
    expect(whole).not.toHaveProperty('quantize_moe_experts');
  });

  it('warms up for three per cent of all steps', () => {
    // 500 examples in 16 steps an epoch, the last one smaller.
    expect(renderAxolotlConfig(aJob())).toHaveProperty('warmup_steps', 1);
    expect(renderAxolotlConfig(aJob({ examples: 6_400 }))).toHaveProperty('warmup_steps', 18);
  });

  it('shares weights out only when told to', () => {
    expect(renderAxolotlConfig(aJob())).not.toHaveProperty('deepspeed');
    expect(renderAxolotlConfig(aJob({ sharding: 'zero3' }))).toHaveProperty(
      'deepspeed',
      '/etc/ft/zero3.json',
    );
    expect(renderDeepspeedConfig()).toMatchObject({ zero_optimization: { stage: 3 } });
  });

  it('trains the top layers, and refuses more than there are', () => {
    expect(renderAxolotlConfig(aJob({}, { topLayers: 3 }))).toHaveProperty(
      'peft_layers_to_transform',
      [29, 30, 31],
    );
    expect(() => renderAxolotlConfig(aJob({}, { topLayers: 33 }))).toThrow(
      'settings.topLayers: 33 is more than the 32 layers of the base model',
    );
  });
});

const describeWithSchema = existsSync(SCHEMA) ? describe : describe.skip;
if (!existsSync(SCHEMA)) {
  process.stderr.write(`NOT TESTED against Axolotl's schema: no ${SCHEMA}\n`);
}

describeWithSchema("Axolotl's published schema", () => {
  const properties = existsSync(SCHEMA)
    ? (JSON.parse(readFileSync(SCHEMA, 'utf8')) as { properties: Record<string, { type: string }> })
        .properties
    : {};

  it.each(Object.entries(JOBS))('has every key of %s, with its type', (_, job) => {
    expect(faultsOf(renderAxolotlConfig(job), properties)).toEqual([]);
  });

  it('would tell a misspelt key and a wrong type', () => {
    const config = { ...renderAxolotlConfig(aJob()), learnin_rate: 1, seed: 'two' };
    expect(faultsOf(config, properties)).toEqual([
      'seed is no int | None',
      'learnin_rate is no key',
    ]);
  });
});

/** Types of the schema that mean something here; others are classes of Axolotl's own. */
const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  str: (value) => typeof value === 'string',
  "<class 'str'>": (value) => typeof value === 'string',
  int: Number.isInteger,
  "<class 'int'>": Number.isInteger,
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  "<class 'bool'>": (value) => typeof value === 'boolean',
  'list[str]': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  'list[int]': (value) => Array.isArray(value) && value.every(Number.isInteger),
};

function faultsOf(
  config: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, { type: string }>>,
): string[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const type = properties[key]?.type;
    if (type === undefined) return [`${key} is no key`];
    const checks = type.split(' | ').map((part) => CHECKS[part]);
    const known = checks.filter((check) => check !== undefined);
    const isKnown =
      known.length > 0 && type.split(' | ').every((part) => part === 'None' || CHECKS[part]);
    return isKnown && !known.some((check) => check(value)) ? [`${key} is no ${type}`] : [];
  });
}
