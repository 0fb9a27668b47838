import { DomainError, type FieldViolation } from '@equipoise/kernel';

/** The judge gave no output for some answers; asking again later may help. */
export class JudgeUnavailableError extends DomainError {
  readonly kind = 'unavailable';

  constructor(
    count: number,
    readonly code: string,
    reason: string,
  ) {
    super(`the judge left ${count} judgements open, which will be asked again: ${reason}`);
  }
}

/** Another model answers to the judge's name than when the chunk was begun. */
export class JudgeChangedError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'JUDGING.JUDGE_CHANGED';

  constructor(judge: string, before: string, now: string) {
    super(
      `judge ${judge} changed while it judged (fingerprint ${before}, then ${now}); ` +
        'what is left is begun again with the judge as it is now',
    );
  }
}

/** No judgement of a chunk came about, and asking again would not change that. */
export class EveryJudgementFailedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'JUDGING.EVERY_JUDGEMENT_FAILED';

  constructor(judge: string, count: number, firstFailure: string) {
    super(
      `judge ${judge} failed on all ${count} judgements of the chunk; the first: ${firstFailure}. ` +
        'Mend its endpoint or name another judge, and run the experiment again',
    );
  }
}

/** A list of answer ids that cannot be looked up. */
export class InvalidAnswerIdsError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'JUDGING.ANSWER_IDS_INVALID';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(violations.map(({ path, message }) => `${path} ${message}`).join('; '));
  }
}
