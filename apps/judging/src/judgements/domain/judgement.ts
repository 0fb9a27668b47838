import type { Estimator, Usage } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';

/** What makes a judgement this one; the same key is never judged twice. */
export interface JudgementKey {
  readonly answerId: string;
  readonly criterion: string;
  readonly criterionVersion: number;
  readonly judgeFingerprint: string;
  readonly estimator: Estimator;
  /** Of the `samples` estimator; 0 for `token-probability`. */
  readonly temperature: number;
  /** Wording of the form, see `formId`. */
  readonly form: string;
  /** 0-based. */
  readonly repeat: number;
}

/**
 * Why a score is missing: the judge's output held none, or the judge gave no output. An `error` is
 * tried again whenever the judgement is asked for again; `unreadable` stays.
 */
export type Missing = 'unreadable' | 'error';

/** One score of one answer on one criterion. */
export interface Judgement extends JudgementKey {
  /** UUID made of the key. */
  readonly id: string;
  /** Of the frozen steps in the form. */
  readonly stepsId: string;
  /** Index of the judge's sample that was read last; differs from `repeat` after a retry. */
  readonly sampleIndex: number;
  /** [1, 5]; null when missing. */
  readonly score: number | null;
  readonly missing: Missing | null;
  /** Why the score is missing; empty when it is not. */
  readonly failure: string;
  /** Probability outside the score tokens, [0, 1]; 0 for `samples`. */
  readonly leakedMass: number;
  /** Calls it took, over all tries. */
  readonly attempts: number;
  readonly raw: string;
  /** UUID of the chunk of work that bought it. */
  readonly chunkId: string;
  readonly usage: Usage;
}

export function judgementId(key: JudgementKey): string {
  const { answerId, criterion, criterionVersion, judgeFingerprint } = key;
  const { estimator, temperature, form, repeat } = key;
  return contentId({
    answerId,
    criterion,
    criterionVersion,
    judgeFingerprint,
    estimator,
    temperature,
    form,
    repeat,
  });
}
