import type { JudgeQualification } from '@equipoise/contracts';

/** What a good judge shows on accuracy, unless the changes say otherwise. */
export function aJudgeQualification(changes: Partial<JudgeQualification> = {}): JudgeQualification {
  return {
    criterion: 'accuracy',
    criterionVersion: 1,
    judgeFingerprint: 'weights',
    estimator: 'samples',
    form: 'form.v1-0a1b2c3d-judge-steps',
    probeSet: 'probes.v1-0a1b2c3d',
    thresholds: 'thresholds.v1-0a1b2c3d',
    status: 'qualified',
    reasons: [],
    questions: 20,
    repeats: 2,
    judgements: 160,
    missing: 0,
    meanLeakedMass: 0,
    meanScores: { gold: 4.7, wrong: 1.2, cut: 3.1, padded: 4.6 },
    goldAboveWrong: { area: 0.98, interval: { lower: 0.93, upper: 1 }, gold: 20, spoilt: 20 },
    goldAboveCut: { area: 0.87, interval: { lower: 0.75, upper: 0.99 }, gold: 20, spoilt: 19 },
    monotonicity: { ordered: 17, questions: 19, interval: { lower: 0.69, upper: 0.97 } },
    padding: {
      n: 20,
      difference: -0.05,
      interval: { lower: -0.15, upper: 0.05 },
      margin: 0.25,
      equivalenceP: 0.001,
      finding: 'indifferent',
    },
    repeatability: { icc: 0.8, target: 0.9, repeatsForTarget: 3, note: '' },
    ...changes,
  };
}
