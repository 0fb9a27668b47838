import { z } from 'zod';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** What is known of a model that answers; base and tuned model of a comparison must agree in it. */
export const servedModelSchema = z.object({
  name: z.string().min(1),
  provider: z.string().describe('local | openai'),
  endpoint: z.string().describe('Base URL; empty for local models.'),
  fingerprint: z.string().min(1).describe('Of weights, quantisation and adapter together.'),
  baseName: z.string().describe('Model that it was tuned from; empty when that is not said.'),
  baseFingerprint: z.string().describe('Of that model, where it is registered too; else empty.'),
  precision: z.string().describe('Of the weights, e.g. Q4_K_M or bf16; empty when unknown.'),
  chatTemplate: z.string().describe('Name or digest; empty when unknown.'),
  adapterDigest: z.string().describe('SHA-256 of the adapter file; empty when unknown.'),
  adapterRank: z.int().min(0).describe('Of the adapter; 0 when unknown, and of a base model.'),
});
export type ServedModel = Readonly<z.output<typeof servedModelSchema>>;

/** How a tuned model's outputs differ from its base's on the same prompts. */
export const adapterCheckSchema = z.object({
  status: z
    .enum(['active', 'inactive', 'unclear'])
    .describe('unclear: the base answers the same prompt differently from call to call.'),
  method: z
    .enum(['token-probability', 'text'])
    .describe('What was compared: probabilities of five tokens, or greedy texts.'),
  probes: count.min(1).describe('Prompts that both were given.'),
  changed: count.describe('Prompts on which they differ by more than the base from itself.'),
  largestChange: share
    .nullable()
    .describe('Largest change of a token’s probability, as a share of it; null for texts.'),
  largestRepeat: share
    .nullable()
    .describe('The same between two calls to the base, 0 where it is asked once; null for texts.'),
});
export type AdapterCheck = Readonly<z.output<typeof adapterCheckSchema>>;
