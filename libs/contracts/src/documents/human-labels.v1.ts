import { z } from 'zod';
import { contextSchema } from '../events/vocabulary.js';
import { count, intervalSchema } from './contrast.v1.js';

const estimateSchema = z.object({
  value: z.number().nullable().describe('Null where nothing varies, or nothing is there.'),
  interval: intervalSchema.nullable().describe('At 1 - alpha, clustered by source document.'),
});

const agreementSchema = z.object({
  criterion: z.string(),
  answers: count.describe('Answers with a label and a score of the judge.'),
  clusters: count.describe('Source documents of these answers.'),
  labels: count.describe('Of all labelled answers.'),
  raters: count,
  betweenRaters: estimateSchema
    .extend({ answers: count.describe('Answers with labels of two raters or more.') })
    .describe('Krippendorff’s alpha at the interval level; 1 is perfect, 0 is chance.'),
  quadraticKappa: estimateSchema.describe(
    'Cohen’s kappa with quadratic weights of judge and people: both means rounded to whole scores, half up.',
  ),
  spearman: estimateSchema.describe('Rank correlation of the means of judge and people.'),
  bias: estimateSchema.describe('Judge minus people, points, mean over these answers.'),
  sentence: z.string(),
});

const differenceSchema = z.object({
  difference: z.number().nullable().describe('Tuned minus base.'),
  interval: intervalSchema.nullable().describe('At 1 - alpha.'),
});

const labelledContrastSchema = z.object({
  contrastId: z.string(),
  arm: z.string().describe('Label of the arm.'),
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
  labelled: count.describe('Questions with labels in every arm of the contrast.'),
  unlabelled: count.describe('Its other questions.'),
  clusters: count.describe('Source documents of the labelled questions.'),
  missing: count.describe(
    'Questions to label before a difference is corrected; 0 when enough, or none is left.',
  ),
  judge: differenceSchema.describe('By the judge, as in `contrasts`.'),
  people: differenceSchema.describe('By the labels alone, on the labelled questions.'),
  corrected: z
    .object({
      difference: z.number(),
      standardError: z.number().describe('Cluster-robust (CR1); adapters held fixed.'),
      interval: intervalSchema.describe('At 1 - alpha, t with clusters - 1 degrees; not adjusted.'),
      tostInterval: intervalSchema.describe('At 1 - 2 alpha, compared with the margin.'),
      weight: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe('What the judge counts (PPI++ lambda); null where every question is labelled.'),
    })
    .nullable()
    .describe('As people would score it: the judge on all questions, corrected by the labels.'),
  finding: z
    .enum(['supports', 'contradicts', 'undecided'])
    .nullable()
    .describe('What the corrected interval says to the verdict; null where there is none.'),
  note: z
    .enum([
      'too-few-labels',
      'sequential-stopping',
      'single-cluster',
      'constant-difference',
      'no-variation-between-clusters',
    ])
    .nullable()
    .describe('Why nothing is corrected; null when it is.'),
  sentence: z.string(),
});

/** What people said about answers, beside what the judge said. */
export const humanLabelsSchema = z.object({
  revision: count.describe('Import whose labels were read last; 0 for labels from a file.'),
  labels: count,
  answers: count.describe('Answers with a label.'),
  raters: count,
  agreement: z.array(agreementSchema).describe('One for each labelled criterion.'),
  contrasts: z
    .array(labelledContrastSchema)
    .describe('One for each contrast of a labelled criterion; no verdict rests on them.'),
});
