import { type JudgementsRequested, NO_USAGE, plusUsage, type Usage } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import {
  type Criterion,
  criterionTitle,
  EvaluationStepsOf,
  FindCriteria,
} from '../../criteria/index.js';
import { type JudgeGeneration, JudgeModel } from '../../judge/index.js';
import { type FormHead, formId } from '../domain/evaluation-form.js';
import { usageOf } from '../domain/usage.js';
import { EvaluationForms } from './ports.js';

/** A criterion as one judge applies it. */
export interface CriterionForm {
  readonly criterion: Criterion;
  readonly stepsId: string;
  /** Wording of the form, see `formId`. */
  readonly formId: string;
  readonly head: FormHead;
}

export interface FormsForJudge {
  readonly judgeFingerprint: string;
  /** In the order asked for. */
  readonly forms: readonly CriterionForm[];
  /** What steps written just now have cost. */
  readonly usage: Usage;
}

/** Finds the criteria of a chunk and the frozen steps by which its judge applies them. */
@Injectable()
export class FormsOfJudge {
  constructor(
    private readonly criteria: FindCriteria,
    private readonly steps: EvaluationStepsOf,
    private readonly judge: JudgeModel,
    private readonly wording: EvaluationForms,
  ) {}

  /** @throws CriterionNotFoundError, StepsNotWrittenError, RemoteError (no such judge, ...) */
  async of(
    { judge, criteria, steps: author }: Pick<JudgementsRequested, 'judge' | 'criteria' | 'steps'>,
    experimentId: string,
    signal: AbortSignal,
  ): Promise<FormsForJudge> {
    const found: Criterion[] = [];
    for (const { name, version } of criteria) found.push(await this.criteria.one(name, version));
    const judgeFingerprint = await this.judge.fingerprintOf(judge, signal);
    let usage = NO_USAGE;
    const forms: CriterionForm[] = [];
    for (const criterion of found) {
      const steps = await this.steps.execute(
        { criterion, judge, judgeFingerprint, author, experimentId, signal },
        (generation: JudgeGeneration) => {
          usage = plusUsage(usage, usageOf(generation));
        },
      );
      const head = headOf(criterion, steps.steps);
      forms.push({
        criterion,
        stepsId: steps.id,
        formId: formId(this.wording.template, author),
        head,
      });
    }
    return { judgeFingerprint, forms, usage };
  }
}

const headOf = (criterion: Criterion, steps: readonly string[]): FormHead => ({
  title: criterionTitle(criterion.name),
  description: criterion.description,
  levels: criterion.levels,
  needsReference: criterion.needsReference,
  steps,
});
