import { UnsupportedSettingError } from '../../domain/fine-tunes.errors.js';
import { renderTrainerConfig, type TrainerJob } from './trainer-config.js';

type Settings = TrainerJob['settings'];
const SETTINGS: Settings = {
  method: 'lora',
  epochs: 2,
  effectiveBatchSize: 6,
  learningRate: 5e-4,
  rank: 8,
  alpha: 16,
  dropout: 0.05,
  maxSequenceTokens: 512,
};
const render = (settings: Partial<Settings> = {}, device: TrainerJob['device'] = 'cpu') =>
  renderTrainerConfig({
    settings: { ...SETTINGS, ...settings },
    seed: 7,
    examples: 300,
    layers: 24,
    device,
    maxDeviceBatch: 4,
    checkpointSeconds: 60,
    paths: { base: '/b', data: '/d', output: '/o', adapter: '/a' },
  });

describe(renderTrainerConfig.name, () => {
  it('renders every setting in the words of the libraries', () => {
    const { peft, sft } = render();
    expect(peft).toMatchObject({ r: 8, lora_alpha: 16, lora_dropout: 0.05 });
    expect(sft).toMatchObject({
      num_train_epochs: 2,
      per_device_train_batch_size: 3,
      gradient_accumulation_steps: 2,
      learning_rate: 5e-4,
      max_length: 512,
      seed: 7,
      data_seed: 7,
      warmup_steps: 3,
      completion_only_loss: true,
    });
  });

  it('adapts all layers, or the top ones alone', () => {
    expect(render().peft).not.toHaveProperty('layers_to_transform');
    expect(render({ topLayers: 3 }).peft.layers_to_transform).toEqual([21, 22, 23]);
    expect(render({ topLayers: 24 }).peft.layers_to_transform).toHaveLength(24);
  });

  it('computes in fp32 on the CPU and in bf16 on a GPU', () => {
    expect(render()).toMatchObject({ dtype: 'float32', sft: { use_cpu: true, bf16: false } });
    expect(render({}, 'cuda')).toMatchObject({
      dtype: 'bfloat16',
      sft: { use_cpu: false, bf16: true },
    });
  });

  it('refuses more layers than the base has and names both numbers', () => {
    expect(() => render({ topLayers: 25 })).toThrow(/settings.topLayers: 25 .* the 24 layers/);
  });

  it('refuses qlora and says what it needs', () => {
    expect(() => render({ method: 'qlora' })).toThrow(UnsupportedSettingError);
    expect(() => render({ method: 'qlora' })).toThrow(/CUDA GPU/);
  });
});
