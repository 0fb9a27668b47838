import { z } from 'zod';
import { contextSchema, trainingFormatSchema } from '../events/vocabulary.js';

export const count = z.int().min(0);
export const share = z.number().min(0).max(1);
const pValue = share.nullable();

export const intervalSchema = z.object({ lower: z.number(), upper: z.number() });

const treatmentSchema = z.object({
  method: z.string(),
  trainSize: count.nullable().describe('Training pairs; null when unknown.'),
  seed: z.int().nullable().describe('Training seed; null when unknown.'),
  trainingFormat: trainingFormatSchema.nullable(),
});

export const armSchema = z.object({
  label: z.string().describe('Unique within the experiment.'),
  base: z.string().describe('Name of the base model.'),
  treatment: treatmentSchema.nullable().describe('Null for the base model as it is.'),
});

const comparisonNoteSchema = z.enum([
  'no-pairs',
  'single-cluster',
  'constant-difference',
  'no-variation-between-clusters',
]);

/** Tuned minus base over the questions that both answered. */
export const comparisonSchema = z.object({
  n: count.describe('Questions with a value in both arms.'),
  clusters: count.describe('Source documents of these questions.'),
  meanBase: z.number().nullable().describe('Mean over questions; null without pairs.'),
  meanTuned: z.number().nullable().describe('Mean over questions; null without pairs.'),
  difference: z.number().nullable().describe('Tuned minus base; null without pairs.'),
  standardError: z.number().nullable().describe('Cluster-robust (CR1).'),
  interval: intervalSchema.nullable().describe('At 1 - alpha, t with clusters - 1 degrees.'),
  tostInterval: intervalSchema.nullable().describe('At 1 - 2 alpha, compared with the margin.'),
  pValue: pValue.describe('Two-sided, of no difference, not adjusted.'),
  dz: z.number().nullable().describe('Difference over the standard deviation of differences.'),
  hedgesG: z.number().nullable().describe('dz without its small-sample bias.'),
  note: comparisonNoteSchema.nullable().describe('Why there is no error bar; null when there is.'),
});

const sliceSchema = z.object({
  n: count,
  clusters: count,
  difference: z.number(),
  interval: intervalSchema.nullable(),
});

export const verdictSchema = z.enum([
  'helps',
  'hurts',
  'no-practical-difference',
  'not-enough-evidence',
]);

export const contrastSchema = comparisonSchema.extend({
  contrastId: z.string().describe('UUID by content: arm, dataset, context, criterion.'),
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
  isControl: z
    .boolean()
    .describe('Trained on shuffled answers: must not help; not concluded from.'),
  adjustedP: pValue.describe('Adjusted by Holm over the family.'),
  signFlip: z
    .object({ pValue: share, smallestPossibleP: share, method: z.enum(['exact', 'monte-carlo']) })
    .nullable()
    .describe('Permutation test by cluster; null without pairs and from 50 clusters up.'),
  minimumDetectableEffect: z
    .number()
    .nullable()
    .describe('Smallest true difference found with 80 % power at alpha / family size.'),
  questionsForMargin: count
    .nullable()
    .describe('Questions with which the interval would reach no further than the margin.'),
  completeness: z.object({
    questions: count.describe('Questions known in this dataset.'),
    paired: count,
    withoutBase: count.describe('Questions without a score of the base model.'),
    withoutTuned: count.describe('Questions without a score of the tuned model.'),
    missingJudgements: count.describe('Of both arms, those of failed answers included.'),
    bounds: intervalSchema
      .nullable()
      .describe('Difference with every missing score worst, then best, for the tuned arm.'),
  }),
  retrievalSlices: z
    .object({ hit: sliceSchema.nullable(), miss: sliceSchema.nullable() })
    .nullable()
    .describe(
      'Questions whose passages held gold evidence, and the others; retrieved context only.',
    ),
  verdict: verdictSchema,
  reason: z
    .enum([...comparisonNoteSchema.options, 'interval-includes-zero', 'lost-to-adjustment'])
    .nullable()
    .describe('Why there is not enough evidence; null for the other verdicts.'),
  sentence: z.string(),
});

export const seedSummarySchema = z.object({
  base: z.string(),
  method: z.string(),
  trainSize: count.nullable(),
  trainingFormat: trainingFormatSchema.nullable(),
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
  seeds: count.min(2),
  n: count.describe('Questions scored in the base arm and in every seed.'),
  clusters: count,
  difference: z.number().describe('Mean over seeds.'),
  seedDeviation: z.number().describe('Standard deviation of the seeds’ differences.'),
  standardError: z.number().nullable().describe('Of questions and of seeds together.'),
  interval: intervalSchema.nullable().describe('At 1 - alpha, Satterthwaite degrees of freedom.'),
  sentence: z.string(),
});

export const contextEffectSchema = comparisonSchema
  .pick({
    n: true,
    clusters: true,
    difference: true,
    standardError: true,
    interval: true,
    pValue: true,
    note: true,
  })
  .extend({
    arm: armSchema,
    dataset: z.string(),
    criterion: z.string(),
    effect: z
      .enum(['context-use', 'noise-robustness', 'retrieval-use'])
      .describe(
        'Tuned minus base in one context, less the same in another: gold less none, retrieved ' +
          'less gold, retrieved less none.',
      ),
  });

export const secondarySchema = comparisonSchema.extend({
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  metric: z.enum(['exactMatch', 'tokenF1', 'rougeL', 'words']),
});
