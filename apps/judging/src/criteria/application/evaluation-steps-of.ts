import type { StepsAuthor } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type JudgeGeneration, JudgeModel } from '../../judge/index.js';
import { StepsNotWrittenError } from '../domain/criteria.errors.js';
import type { Criterion } from '../domain/criterion.js';
import { type EvaluationSteps, parseSteps } from '../domain/evaluation-steps.js';
import { EvaluationStepsRepository, StepsPrompts } from './ports.js';

export interface EvaluationStepsQuery {
  readonly criterion: Criterion;
  /** Name of the judge model. */
  readonly judge: string;
  readonly judgeFingerprint: string;
  /** `criterion` spares a small judge from writing steps that it then follows badly. */
  readonly author: StepsAuthor;
  /** UUID of the experiment that pays when the steps have to be written. */
  readonly experimentId: string;
  readonly signal: AbortSignal;
}

/** How often a judge is asked for steps; bound to the service's configuration. */
export abstract class StepsLimits {
  abstract readonly tries: number;
}

/** The first try is greedy, as the method has it; asking greedily again would give the same text. */
const RETRY_TEMPERATURE = 0.7;

/**
 * The evaluation steps of a criterion for a judge: written by the judge at first use (auto chain of
 * thought of G-Eval, Liu et al. 2023, arXiv 2303.16634, section 2), then frozen.
 */
@Injectable()
export class EvaluationStepsOf {
  constructor(
    private readonly stored: EvaluationStepsRepository,
    private readonly prompts: StepsPrompts,
    private readonly judge: JudgeModel,
    private readonly limits: StepsLimits,
  ) {}

  /**
   * Steps by the criterion's author cost no call. A judge that writes no usable list in all its tries gets the criterion's own steps; their
   * `source` then says so. A judge that cannot be asked is an error instead.
   *
   * @param onGeneration told of every call, for the ledger
   * @throws StepsNotWrittenError, RemoteError
   */
  async execute(
    query: EvaluationStepsQuery,
    onGeneration: (generation: JudgeGeneration) => void,
  ): Promise<EvaluationSteps> {
    const { criterion, author } = query;
    const judgeFingerprint = author === 'judge' ? query.judgeFingerprint : '';
    const frozen = await this.stored.find(criterion, judgeFingerprint);
    if (frozen) return frozen;
    const written = author === 'judge' ? await this.write(query, onGeneration) : undefined;
    return this.stored.freeze({
      id: contentId(['evaluation-steps', criterion.name, criterion.version, judgeFingerprint]),
      criterion: criterion.name,
      criterionVersion: criterion.version,
      judgeFingerprint,
      source: written ? 'judge' : 'criterion',
      steps: written ?? this.prompts.stepsOf(criterion),
    });
  }

  private async write(
    query: EvaluationStepsQuery,
    onGeneration: (generation: JudgeGeneration) => void,
  ): Promise<string[] | undefined> {
    for (let attempt = 0; attempt < this.limits.tries; attempt += 1) {
      const generation = await this.ask(query, attempt);
      onGeneration(generation);
      const { prefill } = this.prompts.promptFor(query.criterion);
      const steps = generation.isCut ? undefined : parseSteps(prefill + generation.text);
      if (steps) return steps;
    }
    return undefined;
  }

  // A later try asks for as many samples and reads the last, so that it never reads one again.
  private async ask(query: EvaluationStepsQuery, attempt: number): Promise<JudgeGeneration> {
    const { criterion, judge, experimentId, signal } = query;
    const samples = Math.max(1, attempt);
    const item = {
      itemId: 'evaluation-steps',
      ...this.prompts.promptFor(criterion),
      temperature: attempt === 0 ? 0 : RETRY_TEMPERATURE,
      stop: [],
      samples,
      scoreTokens: [],
    };
    const batch = { judge, purpose: 'evaluation-steps', experimentId, items: [item] } as const;
    for await (const reply of this.judge.ask(batch, signal)) {
      if (reply.kind === 'failure') {
        const { code, message, retryable } = reply;
        throw new StepsNotWrittenError(criterion.name, code, message, retryable);
      }
      if (reply.sample === samples - 1) return reply;
    }
    const nothing = 'inference ended its answer without a result';
    throw new StepsNotWrittenError(criterion.name, 'INFERENCE.NO_RESULT', nothing, true);
  }
}
