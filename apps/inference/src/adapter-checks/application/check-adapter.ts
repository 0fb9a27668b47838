import type { AdapterCheck, AdapterChecked, AdapterCheckRequested } from '@equipoise/contracts';
import type { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { ContextReader, usageOf } from '../../answers/index.js';
import type { Outcome } from '../../generations/index.js';
import { type CatalogModel, ModelCatalog } from '../../models/index.js';
import { differenceOfProbabilities, differenceOfTexts } from '../domain/adapter-difference.js';
import { probabilityProbe, type ProbeQuestion, textProbe } from '../domain/probe.js';
import { servedModel } from '../domain/served-model.js';
import { AskProbes } from './ask-probes.js';

/** Prompts for local models, which give the same to the last bit: a second one is for the odd prompt. */
const LOCAL_PROBES = 2;

const NO_PROBABILITIES = 'INFERENCE.TOKEN_PROBABILITIES_UNAVAILABLE';

export interface CheckAdapterCommand {
  readonly experimentId: string;
  readonly request: AdapterCheckRequested;
}

interface Models {
  readonly base: CatalogModel;
  readonly tuned: CatalogModel;
}

/** A check, and what was bought for it. */
interface Checked<C = AdapterCheck> {
  readonly check: C;
  readonly outcomes: readonly Outcome[];
}

/**
 * Compares a tuned model with its base on a few prompts: by token probabilities where both give them,
 * by greedy texts otherwise.
 */
@Injectable()
export class CheckAdapter {
  constructor(
    private readonly catalog: ModelCatalog,
    private readonly contexts: ContextReader,
    private readonly probes: AskProbes,
  ) {}

  /**
   * Works outside any transaction.
   *
   * @throws ModelNotFoundError
   * @throws DomainError as retrieval answers, or of the first prompt when no prompt was answered by both
   */
  async execute(command: CheckAdapterCommand, signal: AbortSignal): Promise<AdapterChecked> {
    const { request } = command;
    const models = {
      base: await this.catalog.get(request.base),
      tuned: await this.catalog.get(request.tuned),
    };
    const questions = await this.questions(request, signal);
    const { check, outcomes } = await this.compare(models, questions, command, signal);
    return {
      checkId: request.checkId,
      base: servedModel(models.base.model, await this.baseOf(models.base)),
      tuned: servedModel(models.tuned.model, await this.baseOf(models.tuned)),
      check,
      usage: usageOf(outcomes, request.checkId),
    };
  }

  private async questions(
    { datasetVersionId, questionIds }: AdapterCheckRequested,
    signal: AbortSignal,
  ): Promise<ProbeQuestion[]> {
    const request = {
      ...({ datasetVersionId, questionIds, context: 'closed-book', indexId: null } as const),
      ...({ topK: 1, mode: 'bm25' } as const),
    };
    return this.contexts.read(request, signal);
  }

  private async compare(
    models: Models,
    questions: readonly ProbeQuestion[],
    command: CheckAdapterCommand,
    signal: AbortSignal,
  ): Promise<Checked> {
    const { check, outcomes } = await this.byProbabilities(models, questions, command, signal);
    if (check) return { check, outcomes };
    const byTexts = await this.byTexts(models, questions, command, signal);
    return { ...byTexts, outcomes: [...outcomes, ...byTexts.outcomes] };
  }

  /** No check where one of the two gives no probabilities, or none above 0. */
  private async byProbabilities(
    models: Models,
    questions: readonly ProbeQuestion[],
    { experimentId, request: { checkId } }: CheckAdapterCommand,
    signal: AbortSignal,
  ): Promise<Checked<AdapterCheck | undefined>> {
    if (!givesProbabilities(models.base) || !givesProbabilities(models.tuned)) {
      return { check: undefined, outcomes: [] };
    }
    const isLocal = [models.base, models.tuned].every(({ model }) => model.provider === 'local');
    const items = questions.slice(0, isLocal ? LOCAL_PROBES : undefined).map(probabilityProbe);
    const purchase = { experimentId, checkId };
    const { pairs, outcomes } = await this.probes.execute(models, items, purchase, signal);
    if (pairs.length > 0) return { check: differenceOfProbabilities(pairs), outcomes };
    const error = firstError(outcomes);
    // What is registered as giving them may not.
    if (error.code === NO_PROBABILITIES) return { check: undefined, outcomes };
    throw error;
  }

  private async byTexts(
    models: Models,
    questions: readonly ProbeQuestion[],
    { experimentId, request }: CheckAdapterCommand,
    signal: AbortSignal,
  ): Promise<Checked> {
    const items = questions.map((question) => textProbe(question, request));
    const purchase = { experimentId, checkId: request.checkId };
    const { pairs, outcomes } = await this.probes.execute(models, items, purchase, signal);
    if (pairs.length === 0) throw firstError(outcomes);
    return { check: differenceOfTexts(pairs), outcomes };
  }

  private async baseOf({ model }: CatalogModel): Promise<CatalogModel | undefined> {
    return model.base === undefined ? undefined : this.catalog.find(model.base);
  }
}

function firstError(outcomes: readonly Outcome[]): DomainError {
  const failed = outcomes.find((outcome) => 'error' in outcome);
  if (failed === undefined) throw new Error('no prompt was asked');
  return failed.error;
}

const givesProbabilities = ({ model }: CatalogModel): boolean =>
  model.provider === 'local' || model.tokenProbabilities;
