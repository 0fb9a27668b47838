import {
  contextSchema,
  estimatorSchema,
  FINE_TUNE_DEFAULTS,
  fineTuneSettingsSchema,
  placementWishSchema,
  retrievalModeSchema,
  stepsAuthorSchema,
  trainingFormatSchema,
} from '@equipoise/contracts';
import { z } from 'zod';

const distinct = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, 'has an item twice; name each once')
    .meta({ uniqueItems: true });

const settings = fineTuneSettingsSchema.shape;

const fineTuneSchema = z
  .strictObject({
    method: settings.method.describe('adapter method: lora, or qlora on a 4-bit base'),
    trainSizes: distinct(z.int().min(1)).describe('numbers of training pairs'),
    seeds: distinct(z.int().min(0)).default([1]).describe('training seeds, one adapter each'),
    trainingFormat: trainingFormatSchema
      .default('with-context')
      .describe('what a training pair shows; shuffled-answers is a control that must not help'),
    epochs: settings.epochs
      .default(FINE_TUNE_DEFAULTS.epochs)
      .describe('passes over the training pairs'),
    effectiveBatchSize: settings.effectiveBatchSize
      .default(FINE_TUNE_DEFAULTS.effectiveBatchSize)
      .describe('examples per optimiser step: per-device batch x devices x accumulation'),
    learningRate: settings.learningRate
      .default(FINE_TUNE_DEFAULTS.learningRate)
      .describe('peak learning rate'),
    rank: settings.rank.default(FINE_TUNE_DEFAULTS.rank).describe('rank of the adapter'),
    alpha: settings.alpha.default(FINE_TUNE_DEFAULTS.alpha).describe('scale of the adapter'),
    dropout: settings.dropout
      .default(FINE_TUNE_DEFAULTS.dropout)
      .describe('share of adapter inputs dropped, not percent'),
    topLayers: settings.topLayers.describe('only the top n layers get an adapter; absent: all'),
    maxSequenceTokens: settings.maxSequenceTokens
      .default(FINE_TUNE_DEFAULTS.maxSequenceTokens)
      .describe('longest training sequence in tokens'),
    placement: z
      .strictObject({
        pool: placementWishSchema.shape.pool.describe('GPU pool; absent: the cheapest that fits'),
        gpus: placementWishSchema.shape.gpus.describe(
          'of each job; absent: as many as are cheapest',
        ),
        maxGpuHours: placementWishSchema.shape.maxGpuHours.describe(
          'of each adapter, all attempts together, at which its training is stopped',
        ),
      })
      .optional()
      .describe('where to train, for installations that have GPU pools'),
  })
  .describe('adapters to train, one for each dataset, train size and seed');

const tunedSchema = z.strictObject({
  model: z.string().min(1).describe('name of a tuned model that is served already'),
  method: z.string().min(1).optional().describe('how it was tuned, for the report'),
  trainSize: z.int().min(1).optional().describe('training pairs it has seen'),
  seed: z.int().min(0).optional().describe('its training seed'),
  trainingFormat: trainingFormatSchema.optional().describe('what its training pairs showed'),
});

const armSchema = z.strictObject({
  base: z.string().min(1).describe('name of a registered model; always an arm itself'),
  fineTune: fineTuneSchema.optional(),
  tuned: z.array(tunedSchema).min(1).optional().describe('tuned models that exist already'),
});

const retrievalSchema = z.strictObject({
  topK: z.int().min(1).max(50).default(5).describe('passages given to the model'),
  mode: retrievalModeSchema.default('hybrid').describe('how passages are ranked'),
  chunkTokens: z.int().min(32).max(512).default(256).describe('most tokens of a passage'),
  overlapTokens: z.int().min(0).default(32).describe('tokens that neighbours share'),
});

const generationSchema = z.strictObject({
  temperature: z.number().min(0).max(2).default(0).describe('0 is greedy'),
  topP: z.number().gt(0).max(1).default(1).describe('nucleus share in (0, 1], not percent'),
  maxTokens: z.int().min(1).default(256).describe('longest answer in tokens'),
  samples: z.int().min(1).max(100).default(1).describe('independent answers per question'),
});

const judgeSchema = z.strictObject({
  model: z.string().min(1).describe('name of a registered model'),
  criteria: distinct(z.string().min(1))
    .default(['accuracy', 'completeness'])
    .describe('names of criteria'),
  estimator: estimatorSchema
    .default('samples')
    .describe('how a score is read: mean of sampled scores, or the token probabilities, once'),
  steps: stepsAuthorSchema
    .default('judge')
    .describe('who writes the evaluation steps; criterion is better for a small judge'),
  repeats: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('judge calls per answer and criterion; 10, and always 1 for token-probability'),
  temperature: z.number().min(0).max(2).default(1).describe('of the samples estimator'),
  qualification: z
    .union([
      z.literal('off'),
      z.strictObject({
        probes: z
          .int()
          .min(2)
          .max(200)
          .default(20)
          .describe('most test questions of each dataset that probes are made from, four of each'),
        repeats: z
          .int()
          .min(1)
          .max(20)
          .default(2)
          .describe('judge calls for each probe; always 1 for token-probability'),
      }),
    ])
    .default({ probes: 20, repeats: 2 })
    .describe('trial of the judge on answers whose order is known; off: verdicts say not tested'),
});

const questionCount = z.int().min(2).describe('most test questions of each dataset');
const questionsSchema = z.strictObject({
  limit: questionCount.optional(),
  perContext: z
    .strictObject({
      retrieved: questionCount.optional(),
      oracle: questionCount.optional(),
      'closed-book': questionCount.optional(),
    })
    .optional()
    .describe('limit for one context where it differs'),
});

const analysisSchema = z.strictObject({
  margin: z
    .number()
    .gt(0)
    .max(4)
    .default(0.2)
    .describe('smallest difference that matters, in points of the 1 to 5 scale'),
  alpha: z
    .number()
    .min(1e-6)
    .max(0.5)
    .default(0.05)
    .describe('family-wise error rate, not percent'),
  stopping: z
    .enum(['fixed', 'sequential'])
    .default('fixed')
    .describe(
      'fixed: every question is asked; sequential: wave by wave, until every contrast is decided',
    ),
  wave: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('questions of a wave, 20 unless given; with sequential stopping only'),
});

const budgetSchema = z.strictObject({
  maxCostUsd: z.number().positive().optional().describe('US dollars of all model calls'),
  maxGpuHours: z
    .number()
    .positive()
    .optional()
    .describe('hours of all fine-tunes together; where GPUs are counted, of each GPU'),
  maxCalls: z
    .int()
    .min(1)
    .optional()
    .describe('model calls, of answers, judgements and the trial of the judge together'),
  maxTokens: z.int().min(1).optional().describe('tokens of all prompts and completions together'),
});

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
const DATASET_REF = /^(?:[a-z0-9][a-z0-9-]{0,62}(?:@v[1-9][0-9]*)?|[0-9a-f]{64})$/;

/** The document that a user writes, as YAML or JSON. */
export const specDocumentSchema = z.strictObject({
  apiVersion: z.literal('equipoise.dev/v1').describe('version of this format'),
  kind: z.literal('Experiment').describe('what the document is'),
  metadata: z.strictObject({
    name: z
      .string()
      .regex(NAME, 'give 1 to 100 lower-case letters, digits, dots, hyphens or underscores')
      .describe('name for people; need not be unique'),
  }),
  spec: z.strictObject({
    datasets: distinct(
      z.string().regex(DATASET_REF, 'give a dataset as `name`, `name@v3` or a version id'),
    ).describe('datasets by name or name@v3'),
    arms: z.array(armSchema).min(1).describe('base models and their treatments'),
    contexts: distinct(contextSchema).default(['retrieved']).describe('what an arm is given'),
    retrieval: retrievalSchema.prefault({}),
    generation: generationSchema.prefault({}),
    judge: judgeSchema,
    questions: questionsSchema.optional(),
    analysis: analysisSchema.prefault({}),
    budget: budgetSchema.optional(),
    seed: z.string().min(1).max(200).default('equipoise').describe('of every random choice'),
  }),
});
export type SpecDocument = z.output<typeof specDocumentSchema>;
