import { z } from 'zod';
import { estimatorSchema } from './vocabulary.js';

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const interval = z.object({ lower: z.number(), upper: z.number() });

const separationSchema = z.object({
  area: share
    .nullable()
    .describe(
      'Chance that a gold answer scores above a spoilt one, ties half; null without pairs.',
    ),
  interval: interval
    .nullable()
    .describe('95 %, DeLong; null where nothing varies or cases are too few.'),
  gold: count.describe('Gold answers with a score.'),
  spoilt: count.describe('Spoilt answers with a score.'),
});

/** What a judge showed on answers whose order is known, for one criterion and dataset version. */
export const judgeQualificationSchema = z.object({
  criterion: z.string().min(1),
  criterionVersion: z.int().min(1),
  judgeFingerprint: z.string(),
  estimator: estimatorSchema,
  form: z.string().describe('Wording of the form and author of its steps.'),
  probeSet: z.string().describe('Version of the probes, e.g. `probes.v1-0a1b2c3d`.'),
  thresholds: z.string().describe('Version of the thresholds, e.g. `thresholds.v1-0a1b2c3d`.'),
  status: z
    .enum(['qualified', 'unqualified', 'not-tested'])
    .describe('not-tested: too few questions to tell.'),
  reasons: z
    .array(z.string())
    .describe('Every threshold that was missed, with its figures; why it was not tested.'),
  questions: count.describe('Questions that probes were made from.'),
  repeats: count.describe('Judge calls for each probe.'),
  judgements: count.describe('Judgements asked for.'),
  missing: count.describe('Judgements without a readable score.'),
  meanLeakedMass: share.describe('Probability outside the score tokens, mean; 0 for samples.'),
  meanScores: z
    .object({
      gold: z.number().nullable(),
      wrong: z.number().nullable(),
      cut: z.number().nullable(),
      padded: z.number().nullable(),
    })
    .describe('Mean score of each kind of probe, [1, 5]; null without scores.'),
  goldAboveWrong: separationSchema.describe('Gold against another question’s gold answer.'),
  goldAboveCut: separationSchema.describe('Gold against the first half of it.'),
  monotonicity: z
    .object({
      ordered: count.describe('Questions with gold >= cut >= wrong and gold > wrong.'),
      questions: count.describe('Questions with all three scores.'),
      interval: interval.nullable().describe('Wilson, 95 %, of the share; null without questions.'),
    })
    .describe('Whether scores fall as answers get worse.'),
  padding: z
    .object({
      n: count.describe('Questions with both scores.'),
      difference: z.number().describe('Padded minus gold, points of the 1 to 5 scale.'),
      interval: interval.nullable().describe('95 %, clustered by source document.'),
      margin: z.number().describe('Change of no importance, points.'),
      equivalenceP: share.nullable().describe('Of a change as large as the margin (TOST).'),
      finding: z.enum(['indifferent', 'rewards', 'punishes', 'unclear']),
    })
    .nullable()
    .describe('Gold with neutral text added: what length alone does; null without scores.'),
  repeatability: z
    .object({
      icc: z.number().max(1).nullable().describe('ICC(1,1) of one judge call; null if unknown.'),
      target: share.describe('Reliability wanted of the mean of the repeats.'),
      repeatsForTarget: count
        .nullable()
        .describe('Repeats that reach it; null where no number does or the ICC is unknown.'),
      note: z.string().describe('Why there is no ICC, or how to read it; may be empty.'),
    })
    .describe('Whether the judge gives the same answer the same score again.'),
});
export type JudgeQualification = z.output<typeof judgeQualificationSchema>;
