import { Clock, contentKey } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { Blueprint } from '../domain/blueprint.js';
import type { Experiment } from '../domain/experiment.js';
import { newExperimentId } from '../domain/experiment-id.js';
import {
  ExperimentNotFoundError,
  IdempotencyConflictError,
  InvalidIdempotencyKeyError,
} from '../domain/experiments.errors.js';
import { layOut } from '../domain/new-experiment.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { Journal } from './journal.js';
import { ExperimentStore, IdempotencyKeys, Transactions } from './ports/stores.js';
import { Planner } from './ports/work.js';

const LONGEST_KEY = 200;

export interface CreateExperimentCommand {
  readonly specJson: string;
  /** Empty for none. */
  readonly idempotencyKey: string;
}

export interface CreatedExperiment {
  readonly id: string;
  /** false when the key was seen before. */
  readonly created: boolean;
}

/** Stores a new experiment with all its parts and gives out its first work. */
@Injectable()
export class BeginExperiment {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly journal: Journal,
    private readonly advance: AdvanceExperiment,
    private readonly clock: Clock,
  ) {}

  /** Needs a transaction. */
  async execute(id: string, blueprint: Blueprint): Promise<void> {
    const experiment: Experiment = {
      id,
      name: blueprint.name,
      status: 'queued',
      reason: '',
      spec: blueprint.spec,
      settings: blueprint.settings,
      warnings: blueprint.warnings,
      guards: blueprint.guards,
      createdAt: this.clock.now(),
      endedAt: null,
    };
    await this.experiments.add(experiment, layOut(id, blueprint));
    await this.journal.begin(experiment);
    await this.advance.execute(id);
  }
}

@Injectable()
export class CreateExperiment {
  constructor(
    private readonly planner: Planner,
    private readonly keys: IdempotencyKeys,
    private readonly transactions: Transactions,
    private readonly begin: BeginExperiment,
  ) {}

  /**
   * @throws DomainError of kind `invalid` or `not_found`, as planning does
   * @throws IdempotencyConflictError when the key was used with another spec
   */
  async execute({ specJson, idempotencyKey }: CreateExperimentCommand): Promise<CreatedExperiment> {
    if (idempotencyKey.length > LONGEST_KEY) {
      throw new InvalidIdempotencyKeyError(idempotencyKey.length);
    }
    const spec = this.planner.read(specJson);
    const specDigest = contentKey(spec.document);
    const earlier = await this.earlier(idempotencyKey, specDigest);
    if (earlier) return earlier;
    const blueprint = await this.planner.plan(spec);
    const id = newExperimentId();
    return this.transactions.run(async () => {
      const claim = { specDigest, experimentId: id };
      if (idempotencyKey !== '' && !(await this.keys.claim(idempotencyKey, claim))) {
        const winner = await this.earlier(idempotencyKey, specDigest);
        if (!winner) throw new ExperimentNotFoundError(id);
        return winner;
      }
      await this.begin.execute(id, blueprint);
      return { id, created: true };
    });
  }

  private async earlier(key: string, specDigest: string): Promise<CreatedExperiment | undefined> {
    const known = key === '' ? undefined : await this.keys.find(key);
    if (!known) return undefined;
    if (known.specDigest !== specDigest) {
      throw new IdempotencyConflictError(key, known.experimentId);
    }
    return { id: known.experimentId, created: false };
  }
}
