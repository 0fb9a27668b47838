import { Injectable } from '@nestjs/common';
import { ModelCatalog, type RegisteredModel } from '../../models/index.js';
import { requireValidBatch } from '../domain/batch-rules.js';
import type { BatchItem } from '../domain/generation.js';
import { ModelRefusedError } from '../domain/model-call.errors.js';
import { BatchRun, type Outcome, type Purchase } from './batch-run.js';
import { Flights } from './flights.js';
import { GenerationRepository, ModelRuntimes } from './ports.js';
import { ModelSlots } from './slots.js';

export interface GenerateBatchCommand extends Purchase {
  /** Name of a registered model. */
  readonly model: string;
  /** 1 to 10,000. */
  readonly items: readonly BatchItem[];
}

/** Answers a batch of prompts: from the store where it can, from the model where it must. */
@Injectable()
export class GenerateBatch {
  private readonly slots = new ModelSlots();
  private readonly flights = new Flights();

  constructor(
    private readonly catalog: ModelCatalog,
    private readonly runtimes: ModelRuntimes,
    private readonly generations: GenerationRepository,
  ) {}

  /**
   * One outcome per item and repeat, as soon as it is stored, in any order; up to 64 at a time.
   *
   * @throws InvalidBatchError, ModelNotFoundError before anything is bought
   * @throws ModelRefusedError when the model is known to give no token probabilities, and such are wanted
   * @throws CallCancelledError when the signal fires
   */
  async *execute(command: GenerateBatchCommand, signal: AbortSignal): AsyncGenerator<Outcome[]> {
    const { items, purpose, experimentId, boughtFor } = command;
    requireValidBatch(items);
    const { model } = await this.catalog.get(command.model);
    requireProbabilities(model, items);
    const runtime = this.runtimes.of(model);
    const run = new BatchRun({
      model,
      runtime,
      slots: this.slots.of(model.name, runtime.concurrency(model)),
      flights: this.flights,
      generations: this.generations,
      purchase: { purpose, experimentId, boughtFor },
    });
    yield* run.run(items, signal);
  }
}

function requireProbabilities(model: RegisteredModel, items: readonly BatchItem[]): void {
  if (model.provider !== 'openai' || model.tokenProbabilities) return;
  if (!items.some(({ scoreTokens }) => scoreTokens.length > 0)) return;
  throw new ModelRefusedError(
    'TOKEN_PROBABILITIES_UNAVAILABLE',
    `${model.name} is registered as giving no token probabilities: use the estimator "samples", ` +
      'or register it with tokenProbabilities if its endpoint answers logprobs',
    0,
  );
}
