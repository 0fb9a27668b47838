import { z } from 'zod';
import { adapterCheckSchema, servedModelSchema } from '../events/adapter-check.js';
import { judgeQualificationSchema } from '../events/judge-qualification.js';
import { contextSchema, estimatorSchema, usageSchema } from '../events/vocabulary.js';
import {
  adapterContrastSchema,
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
import { humanLabelsSchema } from './human-labels.v1.js';

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

const savingsSchema = z.object({
  answers: count.describe('Not bought, because every contrast that needs them was decided.'),
  answersPlanned: count.describe('With fixed stopping.'),
  judgements: count.describe('Judge calls not made.'),
  judgementsPlanned: count,
});

const researchFindingSchema = z.object({
  question: z.enum(['dose-response', 'susceptibility', 'dataset', 'criterion']),
  estimates: z.array(
    estimateSchema.extend({
      name: z.string().describe('Base, dataset or criterion; `gap` for highest less lowest.'),
      n: count.min(1).describe('Questions, each counted once.'),
      clusters: count.min(1),
    }),
  ),
  sentence: z.string(),
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
    'judge-unqualified',
    'judge-not-tested',
    'dirty-questions-decide',
    'labels-contradict',
    'reported',
  ]),
  message: z.string(),
});

const judgeStatusSchema = judgeQualificationSchema.shape.status.describe(
  'What the judge showed on probes of this dataset and criterion.',
);

const datasetQualificationSchema = z.object({
  dataset: z.string(),
  criterion: z.string(),
  status: judgeStatusSchema,
  reasons: z.array(z.string()).describe('Why it is not qualified; empty when it is.'),
  findings: judgeQualificationSchema.nullable().describe('Null when no probe was judged.'),
});

const armCheckSchema = adapterCheckSchema.extend({
  arm: z.string().describe('Label of the tuned arm.'),
  base: servedModelSchema,
  tuned: servedModelSchema,
});

/** What an experiment showed: the document behind verdicts, reports and charts. */
export const analysisSchema = z.object({
  schemaVersion: z.literal(ANALYSIS_SCHEMA_VERSION),
  experimentId: z.string(),
  name: z.string(),
  createdAt: z.string().describe('ISO 8601, UTC.'),
  settings: z.object({
    criteria: z.array(z.string()),
    judge: z.string().describe('Empty where scores were given without it.'),
    estimator: estimatorSchema,
    repeats: count.describe('Judge calls per answer and criterion.'),
    answersPerQuestion: count,
    margin: z.number().min(0).describe('Smallest difference that matters, on the 1 to 5 scale.'),
    alpha: z.number().describe('Family-wise error rate.'),
    familySize: count.describe(
      'Contrasts that an adjustment for many comparisons covers together.',
    ),
    family: z
      .enum(['all', 'criterion'])
      .optional()
      .describe('Adjusted together: all of `contrasts` unless given, or those of one criterion.'),
    seed: z.string(),
    topK: count,
    mode: z.string(),
    sequential: z
      .object({ waveQuestions: count.min(1).describe('Questions of a wave.') })
      .optional()
      .describe('Absent with fixed stopping, where every question was asked.'),
  }),
  conclusion: z.object({
    exitCode: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .describe('0 no arm hurts, 1 an arm hurts, 2 not enough evidence. Controls do not count.'),
    sentence: z.string(),
    counts: z.record(verdictSchema, count),
  }),
  arms: z.array(armSchema),
  contrasts: z
    .array(contrastSchema.extend({ judgeStatus: judgeStatusSchema }))
    .describe('A treatment each: one adapter, or several seeds with the seed as a random factor.'),
  adapters: z
    .array(adapterContrastSchema)
    .describe('Adapters of treatments with several seeds; outside the family, without a verdict.'),
  acrossSeeds: z.array(seedSummarySchema),
  research: z
    .array(researchFindingSchema)
    .describe('Research questions in numbers; adapters held fixed, without a verdict.'),
  contextEffects: z
    .array(contextEffectSchema)
    .describe('Differences of differences; outside the family, without a verdict.'),
  secondary: z.array(secondarySchema).describe('Outside the family, without a verdict.'),
  armMeans: z.array(armMeanSchema),
  retrieval: z.array(retrievalSchema),
  cells: z.array(cellSchema),
  judgements: z.array(judgementsSchema),
  judgeQualification: z
    .array(datasetQualificationSchema)
    .describe('What the judge showed on probes: gold, wrong, cut and padded answers.'),
  humanLabels: humanLabelsSchema.optional().describe('Absent where nobody labelled an answer.'),
  cost: z.object({
    answers: usageSchema,
    judgements: usageSchema,
    qualification: usageSchema.describe('Of the judge’s own trial.'),
    guards: usageSchema.describe('Of comparing tuned models with their bases beforehand.'),
    trainingSeconds: z.number().min(0),
    wallSeconds: z.number().min(0),
  }),
  savings: savingsSchema
    .optional()
    .describe('What stopping early saved; absent with fixed stopping.'),
  warnings: z.array(warningSchema),
  guards: z.array(guardFindingSchema).describe('What the guards found; not told in `warnings`.'),
  adapterChecks: z
    .array(armCheckSchema)
    .describe('Each tuned arm beside its base, before its first answer.'),
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
export type AdapterContrast = Analysis['adapters'][number];
export type SeedSummary = Analysis['acrossSeeds'][number];
export type ContextEffect = Analysis['contextEffects'][number];
export type SecondaryContrast = Analysis['secondary'][number];
export type ArmMean = Analysis['armMeans'][number];
export type RetrievalQuality = Analysis['retrieval'][number];
export type DatasetQualification = Analysis['judgeQualification'][number];
export type ArmCheck = Analysis['adapterChecks'][number];
export type HumanLabelFindings = NonNullable<Analysis['humanLabels']>;
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
