import type { ChatMessage } from '@equipoise/contracts';
import type { Criterion, CriterionText } from '../domain/criterion.js';
import type { EvaluationSteps } from '../domain/evaluation-steps.js';

/** Versions of criteria; they are added and never changed. */
export abstract class CriterionRepository {
  /** The newest version of every criterion, by name. */
  abstract newest(): Promise<Criterion[]>;

  /** One version, the newest when none is given. */
  abstract find(name: string, version?: number): Promise<Criterion | undefined>;

  /**
   * Adds the text as the next version of its name, unless `unlessIn` its versions it is found:
   * `newest` looks at the newest alone, `any` at all of them.
   *
   * @returns the version that holds this text
   */
  abstract add(text: CriterionText, unlessIn: 'newest' | 'any'): Promise<Criterion>;
}

/** Steps frozen for a judge. */
export abstract class EvaluationStepsRepository {
  abstract find(
    criterion: Criterion,
    judgeFingerprint: string,
  ): Promise<EvaluationSteps | undefined>;

  /** Stores the steps unless others were frozen meanwhile; @returns those that are frozen now. */
  abstract freeze(steps: EvaluationSteps): Promise<EvaluationSteps>;
}

/** The criteria that come with the service. */
export abstract class BuiltInCriteria {
  abstract all(): Promise<CriterionText[]>;
}

/** How a judge is asked for evaluation steps. */
export interface StepsPrompt {
  readonly messages: readonly ChatMessage[];
  /** Beginning of the judge's turn; part of what is read. */
  readonly prefill: string;
  readonly maxTokens: number;
}

/** The prompt for evaluation steps, and the steps of criteria that bring none. */
export abstract class StepsPrompts {
  abstract promptFor(criterion: Criterion): StepsPrompt;

  /** The criterion's own steps, or the general ones; shape [3..6]. */
  abstract stepsOf(criterion: Criterion): readonly string[];
}
