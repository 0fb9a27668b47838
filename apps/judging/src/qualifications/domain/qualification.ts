import type { JudgeQualification } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';

/** What makes a qualification this one; the same key is never bought twice. */
export interface QualificationKey extends Pick<
  JudgeQualification,
  | 'judgeFingerprint'
  | 'criterion'
  | 'criterionVersion'
  | 'estimator'
  | 'form'
  | 'probeSet'
  | 'thresholds'
> {
  readonly datasetVersionId: string;
  readonly stepsId: string;
  /** Of the `samples` estimator; 0 for `token-probability`. */
  readonly temperature: number;
  /** Most questions that probes are made from. */
  readonly probes: number;
  /** Judge calls for each probe. */
  readonly repeats: number;
}

/** A finding under its key. */
export interface Qualification {
  /** UUID made of the key. */
  readonly id: string;
  readonly key: QualificationKey;
  readonly result: JudgeQualification;
}

export function qualificationId(key: QualificationKey): string {
  return contentId(['qualification', { ...key }]);
}
