import fc from 'fast-check';
import type { GpuPool } from './gpu-pool.js';
import {
  activeParametersOf,
  adapterParametersOf,
  type ModelShape,
  parametersOf,
} from './model-shape.js';
import { type PlacementRequest, placeTraining } from './placement.js';
import { estimateMemoryGib } from './training-memory.js';

const DENSE = { experts: 1, activeExperts: 1, tiedEmbeddings: false, vocabularySize: 32_000 };
const shapeOf = (
  [layers, hiddenSize, intermediateSize]: readonly [number, number, number],
  [attentionHeads, keyValueHeads]: readonly [number, number],
): ModelShape => ({
  ...{ ...DENSE, layers, hiddenSize, intermediateSize, attentionHeads, keyValueHeads },
});
const LLAMA_2_7B = shapeOf([32, 4096, 11_008], [32, 32]);
const LLAMA_2_13B = shapeOf([40, 5120, 13_824], [40, 40]);
const LLAMA_2_70B = shapeOf([80, 8192, 28_672], [64, 8]);
const MIXTRAL: ModelShape = {
  ...shapeOf([32, 4096, 14_336], [32, 8]),
  ...{ experts: 8, activeExperts: 2 },
};

const POOL: GpuPool = {
  name: 'h100',
  gpuType: 'h100-80',
  gpusPerNode: 8,
  maxGpusPerJob: 4,
  gpuMemoryGib: 80,
  usdPerGpuHour: 4,
  peakTflops: 989,
  utilisation: 0.3,
  nodeSelector: {},
  tolerations: [],
  resourceName: 'nvidia.com/gpu',
  scaleFromZero: false,
  queue: undefined,
  priorityClass: undefined,
};
const A100: GpuPool = {
  ...POOL,
  ...{ name: 'a100', gpuType: 'a100-80', maxGpusPerJob: 8, usdPerGpuHour: 2, peakTflops: 312 },
};
const SETTINGS = {
  ...{ method: 'lora' as const, rank: 16, epochs: 3, effectiveBatchSize: 16 },
  maxSequenceTokens: 2048,
};
const request = (changes: Partial<PlacementRequest> = {}): PlacementRequest => ({
  ...{ shape: LLAMA_2_7B, settings: SETTINGS, examples: 1000 },
  ...changes,
});

describe(parametersOf, () => {
  it.each([
    ['Llama 2 7B', LLAMA_2_7B, 6_738_415_616],
    ['Llama 2 13B', LLAMA_2_13B, 13_015_864_320],
    ['Llama 2 70B', LLAMA_2_70B, 68_976_648_192],
    ['Mixtral 8x7B', MIXTRAL, 46_702_792_704],
  ])('counts the parameters of %s as its model card does', (_name, shape, parameters) => {
    expect(parametersOf(shape)).toBe(parameters);
  });

  it('counts two of eight experts as active', () => {
    expect(activeParametersOf(MIXTRAL) / 1e9).toBeCloseTo(12.7, 1); // 12.9 with the embedding
  });

  it('counts an adapter of rank 16 on all linear layers of Llama 2 7B as PEFT does', () => {
    expect(adapterParametersOf(LLAMA_2_7B, 16)).toBe(39_976_960);
  });

  it('puts adapters on the attention of a mixture of experts only', () => {
    expect(adapterParametersOf(MIXTRAL, 16)).toBe(
      32 * 16 * (2 * (4096 + 4096) + 2 * (4096 + 1024)),
    );
  });
});

describe(estimateMemoryGib, () => {
  const use = { perDeviceBatchSize: 1, gpus: 1, sharding: 'none' as const };

  it('needs a quarter of the weights in 4 bit', () => {
    const lora = estimateMemoryGib({ ...use, shape: MIXTRAL, settings: SETTINGS });
    const settings = { ...SETTINGS, method: 'qlora' as const };
    const qlora = estimateMemoryGib({ ...use, shape: MIXTRAL, settings });
    expect(lora).toBeGreaterThan(93); // bytes of the 16-bit weights alone, in GB
    expect(qlora).toBeGreaterThan(24);
    expect(qlora).toBeLessThan(40);
  });

  it('shares the weights out among GPUs', () => {
    const shared = {
      ...use,
      shape: MIXTRAL,
      settings: SETTINGS,
      gpus: 4,
      sharding: 'zero3' as const,
    };
    expect(estimateMemoryGib(shared)).toBeLessThan(
      estimateMemoryGib({ ...shared, sharding: 'none' }) / 2,
    );
  });
});

describe(placeTraining, () => {
  it('takes the cheaper pool and says why', () => {
    const { choice, alternatives, why } = placeTraining(request(), [POOL, A100]);
    expect(choice).toMatchObject({ pool: 'h100', gpus: 1, sharding: 'none' });
    expect(choice.memoryGib).toBeLessThanOrEqual(80);
    expect(choice.costUsd).toBeCloseTo(choice.gpuHours * 4, 10);
    expect(alternatives).toHaveLength(2 + 4); // 2 and 4 GPUs of h100; 1, 2, 4 and 8 of a100
    expect(why).toContain('1 GPU of h100: cheapest of 7 ways');
  });

  it('takes the other one when its price falls', () => {
    const cheap = { ...A100, usdPerGpuHour: 0.5 };
    expect(placeTraining(request(), [POOL, cheap]).choice.pool).toBe('a100');
  });

  it('shares 16-bit Mixtral out among GPUs, and trains it on one in 4 bit', () => {
    const mixtral = request({ shape: MIXTRAL });
    expect(placeTraining(mixtral, [POOL]).choice).toMatchObject({ gpus: 2, sharding: 'zero3' });
    const settings = { ...SETTINGS, method: 'qlora' as const };
    const { choice } = placeTraining({ ...mixtral, settings }, [POOL]);
    expect(choice).toMatchObject({ gpus: 1, sharding: 'none' });
  });

  it('keeps the effective batch exactly, within memory, on whatever it chooses', () => {
    const shapes = [LLAMA_2_7B, LLAMA_2_13B, LLAMA_2_70B, MIXTRAL];
    const cases = fc.record({
      shape: fc.constantFrom(...shapes),
      method: fc.constantFrom('lora' as const, 'qlora' as const),
      effectiveBatchSize: fc.integer({ min: 1, max: 128 }),
      maxSequenceTokens: fc.integer({ min: 256, max: 8192 }),
      gpus: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(cases, ({ shape, gpus, ...settings }) => {
        const wanted = request({ shape, gpus, settings: { ...SETTINGS, ...settings } });
        let placed: ReturnType<typeof placeTraining>;
        try {
          placed = placeTraining(wanted, [POOL, A100]);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'precondition' });
          return;
        }
        for (const option of [placed.choice, ...placed.alternatives]) {
          const { perDeviceBatchSize, accumulationSteps } = option;
          const batch = perDeviceBatchSize * option.gpus * accumulationSteps;
          expect(batch).toBe(settings.effectiveBatchSize);
          expect(option.memoryGib).toBeLessThanOrEqual(80);
          expect(option.costUsd).toBeGreaterThanOrEqual(placed.choice.costUsd);
        }
      }),
    );
  });

  it('names the pools there are', () => {
    expect(() => placeTraining(request({ pool: 'b200' }), [POOL, A100])).toThrow(
      'pool: there is no pool "b200": pools are h100, a100',
    );
  });

  it('names the nearest batches and GPU counts that divide', () => {
    expect(() => placeTraining(request({ gpus: 3 }), [POOL])).toThrow(
      'settings.effectiveBatchSize: 16 cannot be shared out among 3 GPUs without a rest: ' +
        'ask for an effective batch of 15 or 18, or for 2 or 4 GPUs',
    );
    const settings = { ...SETTINGS, effectiveBatchSize: 1 };
    expect(() => placeTraining(request({ shape: MIXTRAL, settings }), [POOL])).toThrow(
      '1 cannot be shared out among 2 GPUs without a rest: ask for an effective batch of 2',
    );
  });

  it('says what memory is there and what is needed', () => {
    const settings = { ...SETTINGS, maxSequenceTokens: 131_072 };
    expect(() => placeTraining(request({ settings, shape: LLAMA_2_70B }), [POOL])).toThrow(
      /fits in no pool: h100 has 80 GiB a GPU, and about \d+ are needed on each of 4\. Use the method "qlora", or lower settings.maxSequenceTokens/,
    );
    expect(() => placeTraining(request({ gpus: 9 }), [POOL, A100])).toThrow(
      'gpus: 9 is more than any pool gives to one job: ask for at most 8',
    );
    expect(() => placeTraining(request(), [])).toThrow('no pool is configured');
  });
});
