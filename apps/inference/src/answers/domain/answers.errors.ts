import { DomainError, type FieldViolation } from '@equipoise/kernel';

export class AnswerNotFoundError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'INFERENCE.ANSWER_NOT_FOUND';

  constructor(answerId: string) {
    super(`answer ${answerId} does not exist`);
  }
}

export class TooManyAnswersError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INFERENCE.TOO_MANY_ANSWERS';
  override readonly violations: readonly FieldViolation[];

  constructor(asked: number, most: number) {
    const message = `${asked} answers asked for at once; at most ${most}`;
    super(message);
    this.violations = [{ path: 'answerIds', message }];
  }
}
