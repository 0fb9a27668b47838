import { z } from 'zod';
import { contextSchema, estimatorSchema, usageSchema } from '../events/vocabulary.js';
import {
  armSchema,
  type comparisonSchema,
  contextEffectSchema,
  contrastSchema,
  count,
  intervalSchema,
  secondarySchema,
  seedSummarySchema,
  share,
  verdictSchema,
} from './contrast.v1.js';
import { guardFindingSchema } from './guard-finding.v1.js';

export const ANALYSIS_SCHEMA_VERSION = 'equipoise.dev/analysis/v1';

const estimateSchema = z.object({
  mean: z.number(),
  interval: intervalSchema
    .nullable()
    .describe('At 1 - alpha; null where n or clusters are too few.'),
});

const armMeanSchema = estimateSchema.extend({
  arm: armSchema,
  dataset: z.string(),
  context: contextSchema,
  criterion: z.string(),
  n: count.min(1),
  clusters: count.min(1),
});

const retrievalSchema = z.object({
  dataset: z.string(),
  k: count.describe('Passages looked at.'),
  n: count.min(1).describe('Questions with known gold evidence.'),
  clusters: count.min(1),
  recall: estimateSchema,
  ndcg: estimateSchema,
  reciprocalRank: estimateSchema,
  hitRate: estimateSchema,
});

const cellSchema = z.object({
  cellId: z.string(),
  arm: z.string().describe('Label of the arm.'),
  dataset: z.string(),
  context: contextSchema,
  status: z.enum(['done', 'failed', 'cancelled']),
  reason: z.string(),
  questions: count,
  answers: count,
  failedAnswers: count,
});

const judgementsSchema = z.object({
  criterion: z.string(),
  expected: count.describe('Repeats times answers given.'),
  missing: count.describe('Not made, or unreadable.'),
  meanLeakedMass: share.describe('Probability outside the score tokens, mean; 0 for samples.'),
});

const warningSchema = z.object({
  code: z.enum([
    'few-clusters',
    'ceiling',
    'one-seed',
    'leaked-mass',
    'missing-judgements',
    'missing-could-overturn',
    'failed-cell',
    'failed-answers',
    'weak-design',
    'control-helps',
    'reported',
  ]),
  message: z.string(),
});

/** What an experiment showed: the document behind verdicts, reports and charts. */
export const analysisSchema = z.object({
  schemaVersion: z.literal(ANALYSIS_SCHEMA_VERSION),
  experimentId: z.string(),
  name: z.string(),
  createdAt: z.string().describe('ISO 8601, UTC.'),
  settings: z.object({
    criteria: z.array(z.string()),
    judge: z.string(),
    estimator: estimatorSchema,
    repeats: count.describe('Judge calls per answer and criterion.'),
    answersPerQuestion: count,
    margin: z.number().min(0).describe('Smallest difference that matters, on the 1 to 5 scale.'),
    alpha: z.number().describe('Family-wise error rate.'),
    familySize: count.describe('Contrasts that Holm’s procedure covers: all of `contrasts`.'),
    seed: z.string(),
    topK: count,
    mode: z.string(),
  }),
  conclusion: z.object({
    exitCode: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .describe('0 no arm hurts, 1 an arm hurts, 2 not enough evidence. Controls do not count.'),
    sentence: z.string(),
    counts: z.record(verdictSchema, count),
  }),
  arms: z.array(armSchema),
  contrasts: z.array(contrastSchema),
  acrossSeeds: z.array(seedSummarySchema),
  contextEffects: z
    .array(contextEffectSchema)
    .describe('Differences of differences; outside the family, without a verdict.'),
  secondary: z.array(secondarySchema).describe('Outside the family, without a verdict.'),
  armMeans: z.array(armMeanSchema),
  retrieval: z.array(retrievalSchema),
  cells: z.array(cellSchema),
  judgements: z.array(judgementsSchema),
  cost: z.object({
    answers: usageSchema,
    judgements: usageSchema,
    trainingSeconds: z.number().min(0),
    wallSeconds: z.number().min(0),
  }),
  warnings: z.array(warningSchema),
  guards: z.array(guardFindingSchema).describe('What the guards found; not told in `warnings`.'),
});

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type Analysis = DeepReadonly<z.output<typeof analysisSchema>>;
export type AnalysedArm = Analysis['arms'][number];
export type Contrast = Analysis['contrasts'][number];
export type Comparison = DeepReadonly<z.output<typeof comparisonSchema>>;
export type SeedSummary = Analysis['acrossSeeds'][number];
export type ContextEffect = Analysis['contextEffects'][number];
export type SecondaryContrast = Analysis['secondary'][number];
export type ArmMean = Analysis['armMeans'][number];
export type RetrievalQuality = Analysis['retrieval'][number];
export type AnalysisWarning = Analysis['warnings'][number];

/** JSON Schema (draft 2020-12) of the analysis document, as published in `docs/schema`. */
export function analysisJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(analysisSchema);
  return {
    $schema,
    $id: `https://${ANALYSIS_SCHEMA_VERSION}.schema.json`,
    title: 'Analysis',
    ...rest,
  };
}
