import { z } from 'zod';

export const modelResponse = z.object({
  name: z.string(),
  provider: z.string().describe('local | openai'),
  base: z.string().describe('Base model of an adapter; else empty.'),
  adapterDigest: z.string(),
  fingerprint: z.string(),
  contextTokens: z.int(),
  tokenProbabilities: z.boolean(),
  status: z.string().describe('ready | not-downloaded | unreachable'),
  endpoint: z.string(),
  remoteName: z.string(),
  apiKeyRef: z.string().describe('Where the key is found, e.g. env:OPENAI_API_KEY; never the key.'),
  inputUsdPerMillion: z.number(),
  outputUsdPerMillion: z.number(),
  maxConcurrency: z.int(),
  timeoutMs: z.int(),
  licence: z.string(),
  sizeBytes: z.number(),
  precision: z.string().describe('Of the weights, e.g. Q4_K_M; empty when unknown.'),
  chatTemplate: z.string().describe('Name or digest; empty when unknown.'),
  adapterRank: z.int().describe('0 when unknown and for a base model.'),
});
export type ModelResponse = z.output<typeof modelResponse>;

export const registerModelRequest = z.strictObject({
  endpoint: z.string().min(1).describe('Base URL with version, e.g. http://127.0.0.1:8000/v1'),
  remoteName: z.string().min(1).describe('The `model` field of the requests.'),
  base: z.string().default('').describe('Registered model that it was tuned from.'),
  adapterDigest: z
    .string()
    .regex(/^(?:[0-9a-f]{64})?$/, 'must be the SHA-256 of the adapter file, or empty')
    .default(''),
  adapterRank: z.int().min(0).max(512).default(0).describe('0 when unknown.'),
  precision: z.string().max(128).default('').describe('Of the weights served, e.g. bf16.'),
  chatTemplate: z.string().max(128).default('').describe('Name or digest of the template served.'),
  apiKeyRef: z.string().default('').describe('env:NAME of the variable that holds the key.'),
  contextTokens: z.int().min(1).default(8192),
  tokenProbabilities: z.boolean().default(false).describe('Whether it answers `logprobs`.'),
  inputUsdPerMillion: z.number().min(0).default(0),
  outputUsdPerMillion: z.number().min(0).default(0),
  maxConcurrency: z.int().min(1).default(32).describe('Most calls in flight, all users together.'),
  timeoutMs: z.int().min(1).default(120_000).describe('Hard limit of one call.'),
});

export const registerAdapterRequest = z.strictObject({
  name: z.string().min(1),
  base: z.string().min(1).describe('Name of the base model.'),
  format: z
    .enum(['gguf', 'peft', 'hosted'])
    .default('gguf')
    .describe('gguf: run by inference; peft, hosted: served by the endpoint of the base model.'),
  path: z
    .string()
    .min(1)
    .describe('gguf: file that the inference service can read; else the model’s name there.'),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the adapter, 64 hexadecimal digits'),
  rank: z.int().min(0).max(512).default(0).describe('0 when unknown; gguf: read from the file.'),
});

export const checkAdapterRequest = z.strictObject({
  dataset: z.string().min(1).describe('Its test questions are asked, without passages.'),
});

export const checkAdapterResponse = z.object({
  base: z.string(),
  status: z
    .string()
    .describe('active | inactive | unclear: the base answers differently from call to call'),
  method: z.string().describe('token-probability | text'),
  probes: z.int().describe('Prompts that both were given.'),
  changed: z.int().describe('Prompts on which they differ by more than the base from itself.'),
  largestChange: z
    .number()
    .nullable()
    .describe('Of a token’s probability, as a share of it; null for texts.'),
  largestRepeat: z.number().nullable().describe('The same between two calls to the base.'),
});
