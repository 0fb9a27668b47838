import type { FieldViolation } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { InvalidAnswerIdsError } from '../domain/judgements.errors.js';
import { JudgementRepository, type JudgementWithSteps } from './ports.js';

const MOST_IDS = 1000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Looks up what judges found about answers. */
@Injectable()
export class GetJudgements {
  constructor(private readonly judgements: JudgementRepository) {}

  /** @throws InvalidAnswerIdsError over 1,000 ids, or when one is no UUID */
  async execute(answerIds: readonly string[]): Promise<JudgementWithSteps[]> {
    const violations = violationsOf(answerIds);
    if (violations.length > 0) throw new InvalidAnswerIdsError(violations);
    return this.judgements.ofAnswers(answerIds);
  }
}

function violationsOf(answerIds: readonly string[]): FieldViolation[] {
  if (answerIds.length > MOST_IDS) {
    const message = `holds ${answerIds.length} ids: ask for at most ${MOST_IDS} at once`;
    return [{ path: 'answer_ids', message }];
  }
  return answerIds.flatMap((id, i) =>
    UUID.test(id) ? [] : [{ path: `answer_ids[${i}]`, message: `"${id}" is no UUID` }],
  );
}
