import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { readPoolFile } from './read-pool-file.js';

const POOL = '{name: h100, gpuType: h100-80, gpusPerNode: 8, maxGpusPerJob: 4, usdPerGpuHour: 4}';
const CONFIG = {
  ...{ num_hidden_layers: 32, hidden_size: 4096, intermediate_size: 14336, vocab_size: 32000 },
  ...{ num_attention_heads: 32, num_key_value_heads: 8 },
  ...{ num_local_experts: 8, num_experts_per_tok: 2, model_type: 'mixtral' },
};

describe(readPoolFile, () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ path: folder, remove } = await temporaryFolder());
  });
  afterEach(async () => {
    await remove();
  });

  async function read(text: string): Promise<ReturnType<typeof readPoolFile>> {
    const path = join(folder, 'pools.yaml');
    await writeFile(path, text);
    return readPoolFile(path);
  }

  it.each([
    ['gpu-operator', { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' }],
    ['gke', { 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' }],
    ['eks-karpenter', { 'karpenter.k8s.aws/instance-gpu-name': 'h100' }],
    ['eks-auto', { 'eks.amazonaws.com/instance-gpu-name': 'h100' }],
    ['aks', { 'node.kubernetes.io/instance-type': 'Standard_ND96isr_H100_v5' }],
  ])('knows the node labels of %s', async (cluster, nodeSelector) => {
    const { pools } = await read(`{cluster: ${cluster}, pools: [${POOL}]}`);
    expect(pools[0]).toMatchObject({ nodeSelector, gpuMemoryGib: 79, peakTflops: 989 });
    expect(pools[0]?.tolerations[0]).toMatchObject({ key: 'nvidia.com/gpu', operator: 'Exists' });
  });

  it('reads a model’s shape from its config.json, beside the file', async () => {
    await writeFile(join(folder, 'config.json'), JSON.stringify(CONFIG));
    const models = '[{name: mixtral, weights: /models/mixtral, config: config.json}]';
    const { models: read_ } = await read(`{pools: [${POOL}], models: ${models}}`);
    expect(read_).toEqual([
      {
        ...{ name: 'mixtral', weights: '/models/mixtral', revision: '' },
        shape: {
          ...{ layers: 32, hiddenSize: 4096, intermediateSize: 14336, attentionHeads: 32 },
          ...{ keyValueHeads: 8, vocabularySize: 32000, experts: 8, activeExperts: 2 },
          tiedEmbeddings: false,
        },
      },
    ]);
  });

  it.each([
    ['{pools: []}', 'pools: Too small'],
    [`{pools: [${POOL}, ${POOL}]}`, 'pools: "h100" is there twice'],
    [`{pools: [${POOL}], cluster: moon}`, 'cluster: Invalid option'],
    [`{pools: [${POOL}], pool: 1}`, 'Unrecognized key: "pool"'],
    [
      `{pools: [${POOL.replace('maxGpusPerJob: 4', 'maxGpusPerJob: 9')}]}`,
      'pools[0].maxGpusPerJob: 9 is more than the 8 GPUs of a node',
    ],
    [
      `{pools: [${POOL.replace('h100-80', 'b300')}]}`,
      'pools[0].gpuMemoryGib: is needed, as "b300" is none of h100-80, a100-80',
    ],
    [
      `{pools: [${POOL}], models: [{name: m, weights: m, config: c.json}]}`,
      'models[0].weights: must be an absolute path in the pod',
    ],
    [
      `{pools: [${POOL}], models: [{name: m, weights: /m, config: c.json}]}`,
      'c.json cannot be read',
    ],
    ['{pools: [', 'cannot be read'],
  ])('refuses %s', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
