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
  standardError: z
    .number()
    .nullable()
    .describe('Cluster-robust (CR1); in contrasts of several seeds with theirs added.'),
  interval: intervalSchema
    .nullable()
    .describe('At 1 - alpha, t with clusters - 1 degrees; of this comparison alone.'),
  tostInterval: intervalSchema
    .nullable()
    .describe(
      'At 1 - 2 alpha: within the margin exactly when the unadjusted equivalence p is below alpha.',
    ),
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

const judgedSliceSchema = sliceSchema.extend({
  verdict: verdictSchema
    .nullable()
    .describe('Of these questions alone, outside the family; null with sequential stopping.'),
});

const lengthControlSchema = z.object({
  n: count,
  meanWords: z.number().describe('Tuned minus base, words, mean over questions.'),
  difference: z.number().nullable().describe('Of answers of one length; null where unknown.'),
  pointsPerWord: z.number().nullable(),
  standardError: z.number().nullable().describe('Cluster-robust (CR1).'),
  interval: intervalSchema.nullable().describe('At 1 - alpha.'),
  pValue,
  note: z
    .enum(['constant-length', 'few-clusters', 'perfect-fit'])
    .nullable()
    .describe('Why there is no error bar; null when there is.'),
});

const varianceSchema = z
  .object({
    questions: z.number().min(0).nullable().describe('Of differences, noise taken out.'),
    answers: z.number().min(0).nullable().describe('Of answers to one question, arms added.'),
    calls: z.number().min(0).nullable().describe('Of judge calls on one answer, arms added.'),
    seeds: z.number().min(0).nullable().describe('Of fine-tunes around their mean effect.'),
  })
  .describe('Squared points; null where nothing was repeated, and it is part of the one before.');

const nextPurchaseSchema = z.object({
  halfWidth: z.number().describe('Half the width of the interval now.'),
  options: z.array(
    z.object({
      buy: z.enum(['questions', 'repeats', 'answers', 'seeds']),
      more: count.nullable().describe('In addition, alone; null where none are enough.'),
      costUsd: z.number().min(0).nullable().describe('At the recorded prices of calls.'),
      modelSeconds: z.number().min(0).nullable(),
      trainingSeconds: z.number().min(0).nullable(),
    }),
  ),
  sentence: z.string(),
});

const sequentialSchema = z.object({
  waves: count.describe('Waves it drew from, up to the one that decided it.'),
  plannedWaves: count,
  plannedQuestions: count,
  isDecided: z.boolean(),
  logEvidence: z
    .object({ helps: z.number(), hurts: z.number(), noPracticalDifference: z.number() })
    .describe('Natural logarithms of the e-values for each claim, against its opposite.'),
});

export const contrastSchema = comparisonSchema.extend({
  contrastId: z.string().describe('UUID by content: arm, dataset, context, criterion.'),
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
  seeds: count.min(1).describe('Training seeds that the tuned scores are averaged over.'),
  seedDeviation: z
    .number()
    .nullable()
    .describe('Standard deviation between fine-tunes, residual taken out; null with one seed.'),
  degreesOfFreedom: z
    .number()
    .nullable()
    .describe('Of t behind interval and p: clusters - 1. Null with several seeds, see seedError.'),
  seedError: z
    .number()
    .nullable()
    .describe(
      'With several seeds, the part of standardError that seeds tell, with seeds - 1 degrees of ' +
        'freedom; the rest of its square has clusters - 1, and both are joined as by Banerjee.',
    ),
  isControl: z
    .boolean()
    .describe('Trained on shuffled answers: must not help; not concluded from.'),
  adjustedP: pValue.describe('Adjusted by Holm over the family.'),
  equivalenceP: pValue.describe(
    'Of a difference of the margin or more in size (two one-sided tests); null without a margin.',
  ),
  adjustedEquivalenceP: pValue.describe('equivalenceP adjusted by Holm over the family.'),
  signFlip: z
    .object({ pValue: share, smallestPossibleP: share, method: z.enum(['exact', 'monte-carlo']) })
    .nullable()
    .describe(
      'Permutation test by cluster; null without pairs, from 50 clusters up and with several seeds.',
    ),
  wildBootstrap: z
    .object({
      pValue: share,
      interval: intervalSchema.nullable().describe('Null where G is too small for this alpha.'),
      method: z.enum(['exact', 'monte-carlo']),
      patterns: count.describe('Sign patterns looked at.'),
    })
    .nullable()
    .describe('Wild cluster bootstrap-t at 1 - alpha; only with 2 to 19 clusters and one seed.'),
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
    .object({
      hit: sliceSchema.nullable().describe('Recall above 0.'),
      full: sliceSchema.nullable().describe('Recall 1; part of hit.'),
      miss: sliceSchema.nullable().describe('Recall 0.'),
      sentence: z.string().describe('Full and miss in words; empty where one is missing.'),
    })
    .nullable()
    .describe(
      'Questions whose passages held gold evidence, and the others; retrieved context only.',
    ),
  contaminationSlices: z
    .object({
      clean: judgedSliceSchema.nullable(),
      dirty: judgedSliceSchema
        .nullable()
        .describe('Questions that training knows, by their text or by their document.'),
      sentence: z.string().describe('Both in words; empty where one is missing.'),
    })
    .nullable()
    .describe('Null where nobody looked for what test and training share.'),
  lengthControl: lengthControlSchema
    .nullable()
    .describe('With answer length held equal; null without a question with scores and lengths.'),
  variance: varianceSchema,
  next: nextPurchaseSchema
    .nullable()
    .describe('What would make the interval as narrow as the margin; null where it is already.'),
  sequential: sequentialSchema
    .optional()
    .describe(
      'With sequential stopping only: means and difference are then by document, intervals are ' +
        'confidence sequences, p-values hold at any wave, adjusted ones are by e-BH.',
    ),
  verdict: verdictSchema,
  reason: z
    .enum([
      ...comparisonNoteSchema.options,
      'interval-includes-zero',
      'lost-to-adjustment',
      'equivalence-lost-to-adjustment',
      'sequence-contradiction',
    ])
    .nullable()
    .describe('Why there is not enough evidence; null for the other verdicts.'),
  sentence: z.string(),
});

/** One adapter of a treatment with several seeds; outside the family, without a verdict. */
export const adapterContrastSchema = comparisonSchema.extend({
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
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
  interval: intervalSchema.nullable().describe('At 1 - alpha, with questions and seeds random.'),
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
      .enum([
        'knowledge',
        'reading',
        'end-to-end',
        'context-use',
        'noise-robustness',
        'retrieval-use',
      ])
      .describe(
        'Tuned minus base without context, with gold and with retrieved passages; then in one ' +
          'context, less the same in another: gold less none, retrieved less gold, retrieved less ' +
          'none. The first three, and all six on the same questions, only with all contexts.',
      ),
    scale: z
      .enum(['points', 'logit'])
      .describe('Logit repeats points where a cell is at the ceiling.'),
  });

export const secondarySchema = comparisonSchema.extend({
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  metric: z.enum(['exactMatch', 'tokenF1', 'rougeL', 'words']),
});
